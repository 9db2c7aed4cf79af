/// The name of one entry: 16 random bytes, chosen by whoever writes the entry.
///
/// Sending the same name twice writes the entry once, so a client can repeat itself safely.
public struct EntryID: Hashable, Sendable, CustomStringConvertible {
    /// The 16 bytes.
    public let bytes: [UInt8]

    /// Takes 16 bytes; `nil` for any other length.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// Reads the UUID form, 8-4-4-4-12 hexadecimal digits in either case.
    public init?(text: String) {
        let groups = text.lowercased().split(separator: "-", omittingEmptySubsequences: false)
        guard groups.map(\.utf8.count) == [8, 4, 4, 4, 12],
            let bytes = Hex.decode(groups.joined())
        else { return nil }
        self.bytes = bytes
    }

    private init(trusted bytes: [UInt8]) { self.bytes = bytes }

    /// A fresh name from the system's random numbers, marked as a version 4 UUID.
    public static func random() -> EntryID {
        var system = SystemRandomNumberGenerator()
        return random(using: &system)
    }

    /// A fresh name from a generator of the caller's, for tests with seeds.
    public static func random(using generator: inout some RandomNumberGenerator) -> EntryID {
        var bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        return EntryID(trusted: bytes)
    }

    /// The lower-case UUID form.
    public var text: String {
        let hex = Array(Hex.encode(bytes))
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(hex[$0]) }
            .joined(separator: "-")
    }

    /// The same as `text`.
    public var description: String { text }
}
