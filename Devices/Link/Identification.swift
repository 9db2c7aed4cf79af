import Drivers
import SignalCore

/// Listens for the families of one round at once and says which of them it is. Pure: no I/O, time is
/// handed in, and nothing is allocated once it is made.
///
/// 1. A family is claimed when so many of its live frames came in a row as its model wants, with no
///    byte skipped between them. Some must keep their pace as well: see `Family.pace(among:)`.
/// 2. A family known by shape alone is not claimed while one whose frames prove themselves has found
///    a quarter as many frames, whole or damaged stream: the shape is then seen in the other's bytes.
/// 3. A waveform above 100 is not BCI's.
/// 4. When two can be claimed in the same read, it is the one for which nothing was skipped in this
///    round. When something was for both, it is the likelier suspect. When nothing was for either,
///    nobody can tell, and listening goes on.
/// 5. The family that was heard at this port before, or that an operator pinned, needs no row when it
///    speaks once a second or less: one whole line of text is enough, or one frame of formats 1 and 8
///    with nothing skipped before it and silence after it, as only they leave.
struct Identification: ~Copyable {
    /// One family's decoder and what it found.
    struct Ear {
        let family: Family
        fileprivate(set) var pump: FamilyPump
        fileprivate(set) var run: FrameRun
        fileprivate let framesToClaim: UInt64
        fileprivate let pace: FramePace?
        fileprivate let provesItself: Bool
        private let periodMilliseconds: Int64
        private let isExpectedAndSlow: Bool

        fileprivate init(_ family: Family, among families: [Family], expected: Family?) {
            self.family = family
            pump = FamilyPump(family)
            let model = family.model
            periodMilliseconds = model.valuePeriodMilliseconds
            isExpectedAndSlow = family == expected && family.sendsMessagesBySeconds
            provesItself = family.framesProveThemselves
            framesToClaim = isExpectedAndSlow && provesItself ? 1 : model.framesToClaim
            run = FrameRun(framesToClaim: model.framesToClaim)
            pace = family.pace(among: families)
        }

        fileprivate mutating func listen(_ bytes: Span<UInt8>, at now: BootTime) {
            run.begin(at: now)
            pump.feed(bytes, into: &run)
        }

        /// Whether the row is long enough and looks right.
        fileprivate var isConvinced: Bool {
            guard run.frames >= framesToClaim else { return false }
            if let pace, !run.keeps(pace) { return false }
            return family != .bci || run.highestPleth <= 100
        }

        /// When silence will have told enough of a frame that stands alone (rule 5).
        fileprivate var settlesAt: BootTime? {
            guard isExpectedAndSlow, !provesItself, run.framesInAll > 0, !run.hasSkips,
                run.frames < framesToClaim
            else { return nil }
            return run.newestAt.adding(milliseconds: Identification.settlingMilliseconds)
        }

        /// Whether enough frames came of late that more may follow.
        fileprivate func isPromising(at now: BootTime) -> Bool {
            run.promisedAt.map { now.millisecondsSince($0) <= periodMilliseconds * 2 } ?? false
        }
    }

    /// The silence that tells a frame a second from a stream, in milliseconds. Own choice: streams
    /// send 60 frames a second or more, formats 1 and 8 are silent for 995 ms of 1000.
    static let settlingMilliseconds: Int64 = 300

    private var ears: [Ear]

    /// Listens for these families, the likeliest first; one may be expected here.
    init(_ families: [Family], expected: Family? = nil) {
        ears = families.map { Ear($0, among: families, expected: expected) }
    }

    /// When to ask `settled` next; `nil` when there is nothing to ask.
    var settlesAt: BootTime? {
        for ear in ears { if let at = ear.settlesAt { return at } }
        return nil
    }

    /// The expected family, when silence has told enough.
    func settled(at now: BootTime) -> Ear? {
        ears.first { ear in ear.settlesAt.map { now >= $0 } ?? false }
    }

    /// Takes the bytes of one read; the family that is now claimed, with its decoder.
    mutating func take(_ bytes: Span<UInt8>, at now: BootTime) -> Ear? {
        var isOpen = false
        for place in ears.indices {
            ears[place].listen(bytes, at: now)
            if ears[place].isConvinced { isOpen = true }
        }
        return isOpen ? claimed : nil
    }

    /// What the likeliest family made of the bytes.
    var likeliest: Ear? { ears.first }

    /// True while a family other than these is being heard: nothing is to be sent now.
    func hearsOther(than asked: Family, at now: BootTime) -> Bool {
        ears.contains { $0.family != asked && $0.isPromising(at: now) }
    }

    /// True while it is worth while to go on listening.
    func isPromising(at now: BootTime) -> Bool { ears.contains { $0.isPromising(at: now) } }

    private var claimed: Ear? {
        let convinced = ears.filter { $0.isConvinced && !isShapeInOthers($0) }
        guard convinced.count > 1 else { return convinced.first }
        let clean = convinced.filter { !$0.run.hasSkips }
        if clean.isEmpty { return convinced.first }
        return clean.count == 1 ? clean.first : nil
    }

    private func isShapeInOthers(_ ear: Ear) -> Bool {
        !ear.provesItself
            && ears.contains {
                $0.provesItself && $0.run.framesInAll * 4 >= ear.run.framesInAll
            }
    }
}
