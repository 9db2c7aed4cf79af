/// One second of one oximeter as it is kept: four bytes.
///
/// Byte 0 is SpO₂ in percent, 0 for none. Bytes 1 and 2 (lowest two bits) are the pulse rate in
/// beats a minute, 0 for none. Byte 2 also holds the state (bits 2 and 3; 3 means that nothing was
/// stored for this second) and the reason (bits 4 to 7). Byte 3 is the signal quality, 0 to 100.
public struct ReadingRecord: Equatable, Sendable {
    static let length = 4
    static let empty: [UInt8] = [0, 0, 0b1100, 0]

    /// Oxygen saturation, 1 to 100 %; `nil` for none.
    public var spo2Percent: UInt8?
    /// Pulse rate in beats a minute, 1 to 1023; `nil` for none.
    public var pulseBpm: UInt16?
    /// How far it can be relied on: the raw value of SignalCore's `Reading.State`, 0 to 2.
    public var state: UInt8
    /// Why it is not measured: the raw value of SignalCore's `Reading.Reason`, 0 to 15.
    public var reason: UInt8
    /// Signal quality, 0 to 100.
    public var quality: UInt8

    /// Makes a record.
    public init(
        spo2Percent: UInt8?, pulseBpm: UInt16?, state: UInt8, reason: UInt8, quality: UInt8
    ) {
        self.spo2Percent = spo2Percent
        self.pulseBpm = pulseBpm
        self.state = state
        self.reason = reason
        self.quality = quality
    }

    var bytes: [UInt8] {
        let pulse = min(pulseBpm ?? 0, 1_023)
        return [
            spo2Percent ?? 0, UInt8(truncatingIfNeeded: pulse),
            UInt8(pulse >> 8) | min(state, 2) << 2 | min(reason, 15) << 4, quality,
        ]
    }

    /// Reads four bytes; `nil` when nothing was stored for their second.
    init?(bytes: ArraySlice<UInt8>) {
        guard bytes.count == Self.length else { return nil }
        let first = bytes.startIndex
        let state = bytes[first + 2] >> 2 & 3
        guard state < 3 else { return nil }
        let pulse = UInt16(bytes[first + 1]) | UInt16(bytes[first + 2] & 3) << 8
        self.init(
            spo2Percent: bytes[first] == 0 ? nil : bytes[first],
            pulseBpm: pulse == 0 ? nil : pulse, state: state, reason: bytes[first + 2] >> 4,
            quality: bytes[first + 3])
    }
}

/// A reading with its place and second.
public struct SeatReading: Equatable, Sendable {
    /// Which seat.
    public var seat: String
    /// Which watch; `nil` when nobody was being watched.
    public var watch: String?
    /// The end of its second, in milliseconds since 1970 UTC.
    public var unixMilliseconds: Int64
    /// What was read.
    public var record: ReadingRecord

    /// Makes a reading.
    public init(seat: String, watch: String?, unixMilliseconds: Int64, record: ReadingRecord) {
        self.seat = seat
        self.watch = watch
        self.unixMilliseconds = unixMilliseconds
        self.record = record
    }
}
