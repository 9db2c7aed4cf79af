import Testing

@testable import Discovery

struct PortSetTests {
    private let one = Candidate(path: "/dev/ttyUSB0", location: "1-1:1.0", isSimulated: false)
    private let two = Candidate(path: "/dev/ttyUSB1", location: "1-2:1.0", isSimulated: false)

    @Test func aPortAppearsOnce() {
        var ports = PortSet()
        #expect(ports.add(one) == [.appeared(one)])
        #expect(ports.add(one) == [])
    }

    @Test func aChangeIsToldEvenWhenTheFactsAreTheSame() {
        var ports = PortSet()
        _ = ports.add(one)
        #expect(ports.change(one) == [.changed(one)])
    }

    @Test func aChangeOfAnUnknownPortIsItsAppearance() {
        var ports = PortSet()
        #expect(ports.change(one) == [.appeared(one)])
    }

    @Test func newFactsAtTheSamePlaceAreAChange() {
        var ports = PortSet()
        var waiting = one
        waiting.isReady = false
        #expect(ports.add(waiting) == [.appeared(waiting)])
        #expect(ports.add(one) == [.changed(one)])
    }

    @Test func theSameNameAtAnotherPlaceIsAnotherCable() {
        var ports = PortSet()
        var moved = one
        moved.location = "1-7:1.0"
        _ = ports.add(one)
        #expect(ports.add(moved) == [.disappeared(path: one.path), .appeared(moved)])
    }

    @Test func onlyAKnownPortDisappearsAndOnlyOnce() {
        var ports = PortSet()
        #expect(ports.remove(path: one.path) == [])
        _ = ports.add(one)
        #expect(ports.remove(path: one.path) == [.disappeared(path: one.path)])
        #expect(ports.remove(path: one.path) == [])
    }

    @Test func aFreshLookGivesTheDifferencesAlone() {
        var ports = PortSet()
        #expect(ports.replace(with: [one]) == [.appeared(one)])
        #expect(ports.replace(with: [one]) == [])
        #expect(ports.replace(with: [two]) == [.disappeared(path: one.path), .appeared(two)])
        #expect(ports.replace(with: []) == [.disappeared(path: two.path)])
    }

    /// Whatever is told, in whatever order, the events alone rebuild what is known: a port never
    /// appears twice, nor leaves or changes unknown.
    @Test(arguments: UInt64(1)...50)
    func theEventsAloneRebuildTheSet(seed: UInt64) {
        var random = SplitMix(state: seed)
        var ports = PortSet()
        var rebuilt: [String: Candidate] = [:]
        for _ in 0..<200 {
            let pick = [one, two][Int(random.next() % 2)]
            var moved = pick
            moved.location = "1-9:1.0"
            let present = [[], [one], [two], [one, two]][Int(random.next() % 4)]
            let events =
                switch random.next() % 5 {
                case 0: ports.add(pick)
                case 1: ports.change(pick)
                case 2: ports.remove(path: pick.path)
                case 3: ports.add(moved)
                default: ports.replace(with: present)
                }
            for event in events {
                switch event {
                case .appeared(let port):
                    #expect(rebuilt.updateValue(port, forKey: port.path) == nil)
                case .changed(let port):
                    #expect(rebuilt.updateValue(port, forKey: port.path) != nil)
                case .disappeared(let path):
                    #expect(rebuilt.removeValue(forKey: path) != nil)
                }
            }
        }
        var known = ports
        let listed = rebuilt.values.sorted { $0.path < $1.path }
        #expect(known.replace(with: listed) == [], "seed \(seed)")
    }
}

/// A small repeatable generator (SplitMix64).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
