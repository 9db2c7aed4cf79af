public import Drivers

/// What an operator has fixed for places: the family spoken there, the seat the place belongs to.
///
/// A pin belongs to a place and not to a port's name or a serial number: names change with every
/// replug, and many cables all say they are number 0001. Pins stand in a small text file in the data
/// directory, `pins`, one place a line, which the running station reads again when it changes:
///
///     1-1.2:1.0 family=nellcor-ascii seat=3
public struct Pins: Equatable, Sendable {
    /// What is fixed for one place. At least one of the two.
    public struct Pin: Equatable, Sendable {
        /// The family spoken there; `nil` when it is to be found out.
        public var family: Family?
        /// The seat the place belongs to, from 1; `nil` when the station gives one.
        public var seat: Int?

        /// Makes a pin.
        public init(family: Family? = nil, seat: Int? = nil) {
            self.family = family
            self.seat = seat
        }

        /// The pin as the file writes it: `family=bci seat=3`.
        public var words: String {
            [family.map { "family=\($0.rawValue)" }, seat.map { "seat=\($0)" }]
                .compactMap { $0 }.joined(separator: " ")
        }
    }

    /// The pins by place: a bus path and interface such as `1-1.2:1.0`.
    public private(set) var byLocation: [String: Pin] = [:]

    /// The highest seat that can be pinned.
    public static let lastSeat = 200

    /// No pins.
    public init() {}

    /// What is fixed for a place.
    public subscript(location: String) -> Pin? { byLocation[location] }

    /// Fixes something for a place; what is left out stays as it was. Throws when another place has
    /// the seat.
    public mutating func set(_ pin: Pin, for location: String) throws(PinError) {
        guard !location.isEmpty, !location.contains(where: \.isWhitespace) else {
            throw PinError("a place is a word such as 1-1.2:1.0; see `spotter devices`.")
        }
        var merged = byLocation[location] ?? Pin()
        merged.family = pin.family ?? merged.family
        merged.seat = pin.seat ?? merged.seat
        if let seat = merged.seat {
            guard (1...Self.lastSeat).contains(seat) else {
                throw PinError("seat \(seat): seats go from 1 to \(Self.lastSeat).")
            }
            if let other = byLocation.first(where: { $0.key != location && $0.value.seat == seat })
            {
                throw PinError(
                    "seat \(seat) belongs to \(other.key) already; forget that pin first.")
            }
        }
        byLocation[location] = merged
    }

    /// Forgets what is fixed for a place; false when nothing was.
    public mutating func forget(_ location: String) -> Bool {
        byLocation.removeValue(forKey: location) != nil
    }

    /// Reads the text of a pins file. Throws with the line that cannot be read.
    public init(text: String) throws(PinError) {
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let words = line.prefix { $0 != "#" }.split { $0.isWhitespace }
            guard let location = words.first else { continue }
            do throws(PinError) {
                try set(try Self.pin(words.dropFirst()), for: String(location))
            } catch {
                throw PinError("line \(number + 1): \(error.description)")
            }
        }
    }

    private static func pin(_ words: ArraySlice<Substring>) throws(PinError) -> Pin {
        var pin = Pin()
        for word in words {
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            switch (parts.first, parts.last) {
            case ("family", let name?):
                guard let family = Family(rawValue: name) else {
                    throw PinError(
                        "there is no family \(name); there are \(Family.namesSentence).")
                }
                pin.family = family
            case ("seat", let number?):
                guard let seat = Int(number) else {
                    throw PinError("\"\(number)\" is no seat's number.")
                }
                pin.seat = seat
            default: throw PinError("\"\(word)\" is neither family=NAME nor seat=NUMBER.")
            }
        }
        guard pin != Pin() else { throw PinError("nothing is fixed for that place.") }
        return pin
    }

    /// The text of the file, places in order.
    public var text: String {
        byLocation.sorted { $0.key < $1.key }.map { $0 + " " + $1.words + "\n" }.joined()
    }
}

/// Why a pin cannot be set or read: one plain sentence.
public struct PinError: Error, Equatable, CustomStringConvertible {
    /// The sentence.
    public let description: String

    init(_ description: String) { self.description = description }
}
