import Drivers
import Synchronization

/// What must hold for any bytes whatever. A broken property ends the program, which is how libFuzzer
/// learns of it.
enum Properties {
    private struct Subject: Sendable {
        var family: Family
        var tail: [UInt8]
        var tailNumbers: Int
    }

    private static let subject = Mutex<Subject?>(nil)
    private static let bytesChecked = Atomic<UInt64>(0)

    /// How many bytes of input were checked so far; each counts once, though it is decoded three times.
    static var bytes: UInt64 { bytesChecked.load(ordering: .relaxed) }

    /// Values that damage just before whole frames may cost: the frame it runs into and one more. A
    /// Nonin packet carries two values and both may go.
    private static func mayCost(_ family: Family) -> Int {
        switch family {
        case .noninDF2, .noninDF7: 4
        default: 2
        }
    }

    static func start(_ family: Family, tail: [UInt8]) {
        let alone = decode(family, [tail]).heard.numbers
        precondition(alone > mayCost(family), "the tail must hold more values than may be lost")
        subject.withLock { $0 = Subject(family: family, tail: tail, tailNumbers: alone) }
    }

    /// Checks every property on one input.
    static func check(_ input: [UInt8]) {
        guard let subject = subject.withLock({ $0 }) else { return }
        bytesChecked.add(UInt64(input.count), ordering: .relaxed)
        let family = subject.family
        let whole = decode(family, [input])
        precondition(
            whole.counters.framedBytes + whole.counters.skippedBytes == UInt64(input.count),
            "bytes framed and bytes skipped are not the bytes that came")
        precondition(
            whole.counters.skippedBytes == UInt64(whole.heard.skippedBytes),
            "skips told and skips counted differ")
        let pieces = decode(family, cut(input))
        precondition(pieces.heard == whole.heard, "cutting the input changed what it says")
        precondition(pieces.counters == whole.counters, "cutting the input changed the counters")
        checkRecovery(subject, input)
    }

    /// Whole frames after any damage are found again, all but the first or two.
    private static func checkRecovery(_ subject: Subject, _ damage: [UInt8]) {
        var pump = FamilyPump(subject.family)
        var heard = Heard()
        pump.feed(damage.span, into: &heard)
        let before = heard.numbers
        pump.feed(subject.tail.span, into: &heard)
        precondition(
            heard.numbers - before >= subject.tailNumbers - mayCost(subject.family),
            "whole frames after damage were not found")
    }

    private static func decode(
        _ family: Family, _ pieces: [[UInt8]]
    ) -> (heard: Heard, counters: FrameCounters) {
        var pump = FamilyPump(family)
        var heard = Heard()
        for piece in pieces { pump.feed(piece.span, into: &heard) }
        pump.finish(into: &heard)
        return (heard, pump.counters)
    }

    /// Pieces whose lengths follow from the bytes themselves, so that libFuzzer can steer them.
    private static func cut(_ input: [UInt8]) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var place = 0
        while place < input.count {
            let length = min(1 + Int(input[place] &* 31 >> 3), input.count - place)
            pieces.append(Array(input[place..<(place + length)]))
            place += length
        }
        return pieces
    }
}
