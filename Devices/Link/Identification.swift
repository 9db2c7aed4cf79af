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

        fileprivate init(_ family: Family, among families: [Family]) {
            self.family = family
            pump = FamilyPump(family)
            let model = family.model
            framesToClaim = model.framesToClaim
            periodMilliseconds = model.valuePeriodMilliseconds
            run = FrameRun(framesToClaim: framesToClaim)
            pace = family.pace(among: families)
            provesItself = family.framesProveThemselves
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

        /// Whether enough frames came of late that more may follow.
        fileprivate func isPromising(at now: BootTime) -> Bool {
            run.promisedAt.map { now.millisecondsSince($0) <= periodMilliseconds * 2 } ?? false
        }
    }

    private var ears: [Ear]

    /// Listens for these families, the likeliest first.
    init(_ families: [Family]) { ears = families.map { Ear($0, among: families) } }

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
