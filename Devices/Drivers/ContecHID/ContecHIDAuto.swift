/// One quantity of a record of the automatic mode: values below a base that is set now and then and
/// goes on from message to message.
struct ContecHIDAuto: Sendable {
    private static let dataStart = 8
    private static let dataEnd = 29

    private let isOxygen: Bool
    /// Seconds that the record still has; `nil` when nobody announced its length.
    private(set) var remaining: UInt32?
    /// What the next message's number should be.
    private(set) var expected = 0
    private var base: Int?
    /// The upper half of a base whose lower half is still to come.
    private var half: Int?
    /// Seconds at the end of the last message that are fill-up unless another message follows.
    private var heldBack = 0

    init(isOxygen: Bool, announced: UInt32?) {
        self.isOxygen = isOxygen
        remaining = announced
    }

    /// A message's number, from 0.
    static func sequence(_ frame: Span<UInt8>) -> Int {
        Int(frame[3] & 0x7F) | Int(frame[4] & 0x7F) << 7
    }

    /// The seconds of the next message, oldest first. After a message that was lost there is no
    /// value before the next base, and nobody can say how many seconds are missing.
    mutating func seconds(_ frame: Span<UInt8>) -> ContecHIDSeconds {
        var seconds = ContecHIDSeconds(isOxygen: isOxygen)
        if Self.sequence(frame) != expected { lose() }
        expected = (Self.sequence(frame) + 1) & 0x3FFF
        for _ in 0..<heldBack { give(7, &seconds) }
        let flags = Int(frame[5]) | Int(frame[6]) << 7 | Int(frame[7]) << 14
        let end = remaining == nil ? fillUpStart(frame, flags) : Self.dataEnd
        heldBack = Self.dataEnd - end
        for place in Self.dataStart..<end {
            take(frame[place], flags >> (place - Self.dataStart) & 1 == 1, &seconds)
        }
        return seconds
    }

    private mutating func lose() {
        base = nil
        half = nil
        heldBack = 0
    }

    /// The device fills its last message up with 7F, which reads as a second seven below the base.
    /// Without an announced length such seconds wait: only a message that follows makes them real.
    private func fillUpStart(_ frame: Span<UInt8>, _ flags: Int) -> Int {
        var end = Self.dataEnd
        while end > Self.dataStart && frame[end - 1] == 0x7F
            && flags >> (end - 1 - Self.dataStart) & 1 == 0
        {
            end -= 1
        }
        return end
    }

    private mutating func take(_ byte: UInt8, _ isFlagged: Bool, _ seconds: inout ContecHIDSeconds)
    {
        let high = Int(byte >> 4 & 0x07)
        let low = Int(byte & 0x0F)
        if isFlagged && high == 7 {
            setBase(low)
            return
        }
        if half != nil {
            // Half a base: what it was meant to be is lost.
            half = nil
            base = nil
        }
        give(isFlagged ? high + 8 : high, &seconds)
        if low != 0x0F { give(low, &seconds) }
    }

    private mutating func setBase(_ nibble: Int) {
        guard let upper = half else {
            half = nibble << 4
            return
        }
        base = upper + nibble
        half = nil
    }

    private mutating func give(_ below: Int, _ seconds: inout ContecHIDSeconds) {
        guard remaining != 0 else { return }
        remaining = remaining.map { $0 - 1 }
        seconds.add(base.map { $0 - below } ?? 0)
    }
}
