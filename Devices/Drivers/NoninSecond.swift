public import SignalCore

/// What data formats 1 and 8, a frame a second, have in common.
@usableFromInline
enum NoninSecond {
    /// The first byte's flags, bits 5 to 2, and what a format makes of "out of track"; bit 6 means something in format 1 alone.
    @inlinable
    @inline(__always)
    static func flags(first: UInt8, outOfTrack: SampleFlags) -> SampleFlags {
        outOfTrack.when(bit: 5, of: first)
            .union(.lowPerfusion.when(bit: 4, of: first))
            .union(.marginalPerfusion.when(bit: 3, of: first))
            .union(.artifact.when(bit: 2, of: first))
    }

    /// The numbers, unless a flag says that there are none.
    @inlinable
    @inline(__always)
    static func sample(_ word: UInt64, flags: SampleFlags) -> Sample {
        let hasReading = flags.isDisjoint(with: .noReading)
        let pulse = NoninNumber.pulse(
            high: SyncByteFrame.byte(1, of: word), low: SyncByteFrame.byte(2, of: word))
        let spo2 = NoninNumber.spo2(SyncByteFrame.byte(3, of: word))
        return Sample(
            spo2Percent: hasReading ? spo2 : nil, pulseBpm: hasReading ? pulse : nil, flags: flags)
    }
}
