/// The slow values of Nonin's data formats 2 and 7: one byte in each of the 25 frames of a packet,
/// three packets a second.
public struct NoninPacket: Equatable, Sendable {
    /// Heart rate, mean of four beats; `nil` for missing, as in all that follow.
    public var pulseBpm: Int?
    /// Oxygen saturation, mean of four beats.
    public var spo2Percent: Int?
    /// The firmware's revision.
    public var revision: UInt8 = 0
    /// Thirds of a second since some moment; 14 bits of it are sent.
    public var thirds = 0
    /// The device is sure of its values.
    public var isSmartPoint = false
    /// The battery is low.
    public var isBatteryLow = false
    /// Oxygen saturation as displayed.
    public var shownSpo2Percent: Int?
    /// Oxygen saturation with a quick answer.
    public var fastSpo2Percent: Int?
    /// Oxygen saturation of the last beat.
    public var beatSpo2Percent: Int?
    /// Heart rate, mean of eight beats.
    public var extendedPulseBpm: Int?
    /// Oxygen saturation, mean of eight beats.
    public var extendedSpo2Percent: Int?
    /// The same as displayed.
    public var shownExtendedSpo2Percent: Int?
    /// Heart rate as displayed.
    public var shownPulseBpm: Int?
    /// Heart rate, mean of eight beats, as displayed.
    public var shownExtendedPulseBpm: Int?

    /// Makes a packet without values.
    public init() {}

    /// The 25 bytes, one a frame; frames without a meaning carry 0.
    public var bytes: [UInt8] {
        let high = NoninNumber.high(pulseBpm:)
        let low = NoninNumber.low(pulseBpm:)
        var bytes = [UInt8](repeating: 0, count: 25)
        (bytes[0], bytes[1]) = (high(pulseBpm), low(pulseBpm))
        bytes[2] = NoninNumber.spo2(spo2Percent)
        bytes[3] = revision
        (bytes[5], bytes[6]) = (UInt8(thirds >> 7 & 0x7F), UInt8(thirds & 0x7F))
        bytes[7] = (isSmartPoint ? 1 << 5 : 0) | (isBatteryLow ? 1 : 0)
        bytes[8] = NoninNumber.spo2(shownSpo2Percent)
        bytes[9] = NoninNumber.spo2(fastSpo2Percent)
        bytes[10] = NoninNumber.spo2(beatSpo2Percent)
        (bytes[13], bytes[14]) = (high(extendedPulseBpm), low(extendedPulseBpm))
        bytes[15] = NoninNumber.spo2(extendedSpo2Percent)
        bytes[16] = NoninNumber.spo2(shownExtendedSpo2Percent)
        (bytes[19], bytes[20]) = (high(shownPulseBpm), low(shownPulseBpm))
        (bytes[21], bytes[22]) = (high(shownExtendedPulseBpm), low(shownExtendedPulseBpm))
        return bytes
    }
}
