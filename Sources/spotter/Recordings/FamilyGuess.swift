import Drivers
import SignalCore

/// Which family made recorded bytes: the one whose messages explain most of them. Where two explain the
/// same, as Contec's and BCI's five bytes do without a clock, the first in the list is named.
enum FamilyGuess {
    /// Less than this share explained is no answer, in percent.
    private static let leastPercent: UInt64 = 50

    static func of(_ source: ByteSource, _ file: String) throws -> Family {
        var best: (family: Family, framed: UInt64)?
        var total: UInt64 = 0
        for family in Family.allCases {
            var pump = FamilyPump(family)
            var nothing = Unheard()
            try source.forEachChunk { bytes, _ in pump.feed(bytes, into: &nothing) }
            pump.finish(into: &nothing)
            total = pump.counters.bytes
            let framed = pump.counters.frames > 0 ? pump.counters.framedBytes : 0
            if framed > best?.framed ?? 0 { best = (family, framed) }
        }
        guard let best, best.framed * 100 >= total * leastPercent else {
            throw Refusal("\(file): no family's messages explain half of it; name one.")
        }
        printProgress("\(file): read as \(best.family.rawValue)")
        return best.family
    }
}

/// Takes messages and does nothing with them.
private struct Unheard: FrameConsumer {
    mutating func take(_ sample: Sample) {}
    mutating func skipped(_ count: Int, at offset: UInt64, _ why: SkipReason) {}
}
