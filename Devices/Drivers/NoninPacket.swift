public import SignalCore

/// The packet that data formats 2 and 7 share: 25 frames, three packets a second, one byte of the
/// packet ("float") in each frame.
///
/// Of the floats only 1 to 3 and 8 are read. The display values (9, 17, 20 to 23) hold the last
/// reading for 10 s after the finger has gone, and the others are the same values by other means.
@usableFromInline
struct NoninPacket: Sendable {
    /// One word, so that most frames only add 1 to it. The low byte is the last frame's place in its
    /// packet, 1 to 25, or 0 while the first frame is looked for; bits 8 and 9 are frame 1's float,
    /// the high bits of the heart rate; bit 10 tells that frame 1, 2 or 3 said "no reading".
    @usableFromInline var word: UInt32 = 0

    /// Bit 10 of the word.
    @usableFromInline static let noReading: UInt32 = 1 << 10
    /// The bits of a status that come with no value: sensor disconnected, sensor alarm.
    @usableFromInline static let noReadingBits: UInt8 = 0x48

    @inlinable
    init() {}

    @inlinable
    var place: UInt8 { UInt8(truncatingIfNeeded: word) }

    /// A frame failed, so the places of those after it are not known.
    @inlinable
    @inline(__always)
    mutating func drop() { word = 0 }

    /// Takes the next whole frame. A number comes with the frame that completes it.
    @inlinable
    @inline(__always)
    mutating func take(status: UInt8, pleth: UInt16, float: UInt8) -> Sample {
        var sample = Sample(pleth: pleth, flags: Self.flags(status), carriesNumbers: false)
        // Frames 4 to 25, most of them: a point of the waveform and no number.
        if status & 0x01 == 0 && place &- 3 < 22 {
            word &+= 1
            if place == 8 { sample.flags.formUnion(.lowBattery.when(bit: 0, of: float)) }
            return sample
        }
        advance(isFirst: status & 0x01 != 0, float)
        if status & Self.noReadingBits != 0 { word |= Self.noReading }
        let hasReading = word & Self.noReading == 0
        if place == 2 {
            let high = UInt8(truncatingIfNeeded: word &>> 8)
            sample.pulseBpm = hasReading ? NoninNumber.pulse(high: high, low: float) : nil
        } else if place == 3 {
            sample.spo2Percent = hasReading ? NoninNumber.spo2(float) : nil
            sample.carriesNumbers = true
        }
        return sample
    }

    /// A first frame in the wrong place begins a packet; after 25 frames a first frame has to come.
    @inlinable
    @inline(__always)
    mutating func advance(isFirst: Bool, _ float: UInt8) {
        if isFirst {
            word = 1 | UInt32(float & 0x03) &<< 8
        } else {
            word = place &- 1 < 24 ? word &+ 1 : 0
        }
    }

    /// The status byte. Perfusion has two bits: red alone is low, red and green are yellow, marginal.
    @inlinable
    @inline(__always)
    static func flags(_ status: UInt8) -> SampleFlags {
        let yellow = status & status &<< 1
        return SampleFlags.sensorFault.when(bit: 6, of: status)
            .union(.artifact.when(bit: 5, of: status))
            .union(.outOfTrack.when(bit: 4, of: status))
            .union(.fingerOut.when(bit: 3, of: status))
            .union(.lowPerfusion.when(bit: 2, of: status & ~yellow))
            .union(.marginalPerfusion.when(bit: 2, of: yellow))
    }
}
