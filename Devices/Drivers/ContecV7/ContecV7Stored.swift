public import SignalCore

/// What a decoder remembers of a stored session: how many bytes of it are still to come.
@usableFromInline
struct ContecV7Stored: Sendable {
    /// The session's length in bytes; 0 when none is known.
    private var announced: UInt32 = 0
    /// User and segment the length is of.
    private var session: UInt16 = 0
    private var remaining: UInt32 = 0
    /// Whether data came since the last length.
    private var hasData = false

    /// Remembers what an answer says: 08 a session's length, 0C that the device is free, so that
    /// data after it begins anew.
    mutating func hear(_ bytes: Span<UInt8>, at offset: Int) {
        switch bytes[offset] {
        case ContecV7Packet.sessionLength: announce(bytes, at: offset)
        case ContecV7Packet.free: remaining = announced
        default: break
        }
    }

    /// Data does not say of which session it is. When the lengths of several were told before any
    /// data came, none of them limits it: a second too many is filled up with nothing, one too few
    /// would be lost.
    private mutating func announce(_ bytes: Span<UInt8>, at offset: Int) {
        let next =
            UInt16(ContecV7Packet.data(bytes, at: offset, 0)) << 8
            | UInt16(ContecV7Packet.data(bytes, at: offset, 1))
        let isOther = !hasData && announced > 0 && next != session
        announced = isOther ? 0 : ContecV7Packet.sessionBytes(bytes, at: offset)
        session = next
        remaining = announced
        hasData = false
    }

    /// How many of a packet's seconds belong to the session; a second is so many bytes of it.
    @usableFromInline
    mutating func take(seconds: Int, bytesEach: UInt32) -> Int {
        hasData = true
        guard announced > 0 else { return seconds }
        let count = min(UInt32(seconds), remaining / bytesEach)
        remaining -= count * bytesEach
        return Int(count)
    }
}

/// A stored packet's seconds.
///
/// 0F: three times SpO2 and pulse. 09: SpO2, pulse, perfusion low, perfusion high.
@usableFromInline
enum ContecV7Memory {
    /// Second `place` of a packet without perfusion index.
    @inlinable
    static func second(_ frame: Span<UInt8>, _ place: Int) -> Sample {
        Sample(
            spo2Percent: ContecV7Live.spo2(ContecV7Packet.data(frame, at: 0, place * 2)),
            pulseBpm: ContecV7Live.pulse(ContecV7Packet.data(frame, at: 0, place * 2 + 1)),
            flags: .stored)
    }

    /// The second of a packet with perfusion index. Beside two values that are none it is none.
    @inlinable
    static func secondWithPerfusion(_ frame: Span<UInt8>) -> Sample {
        var sample = second(frame, 0)
        guard sample.spo2Percent != nil || sample.pulseBpm != nil else { return sample }
        sample.perfusionHundredths = ContecV7Live.perfusion(
            low: ContecV7Packet.data(frame, at: 0, 2), high: ContecV7Packet.data(frame, at: 0, 3))
        return sample
    }
}
