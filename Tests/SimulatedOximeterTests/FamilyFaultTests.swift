import SimulatedOximeter
import SimulatedPatient
import Testing

/// What each call of one stream gave, under faults; the stream is started once.
func pieces(
    _ family: OximeterFamily, _ specs: [String], seconds: Int, seed: UInt64 = 11
) throws -> [[UInt8]] {
    func run<Oximeter: EmulatedOximeter>(_ device: Oximeter.Type) throws -> [[UInt8]] {
        var unit = OximeterOnPerson<Oximeter>(
            scenario: .steady, seed: seed, faults: try specs.map(Fault.init(spec:)))
        _ = unit.receive(Oximeter.startCommand)
        return (0..<(seconds * Oximeter.framesPerSecond)).map { _ in unit.nextFrame() }
    }
    return try run(family.oximeter)
}

/// Frame number n is sent at (n + 1) / rate seconds.
func frameNumber(_ family: OximeterFamily, at second: Int) -> Int {
    second * family.oximeter.framesPerSecond - 1
}

@Suite("Faults on every family")
struct FamilyFaultTests {
    static let onEveryFamily = Fault.Name.allCases.flatMap { name in
        OximeterFamily.allCases.map { (name, $0) }
    }

    private static func spec(_ name: Fault.Name) -> String {
        name.form.replacing("[=FORM]", with: "").replacing("PPM", with: "-900")
            .replacing("@T", with: "@4").replacing("+D", with: "+8").replacing("=P", with: "=0.2")
    }

    @Test("the same seed gives the same bytes", arguments: onEveryFamily)
    func sameSeedSameBytes(name: Fault.Name, family: OximeterFamily) throws {
        let spec = Self.spec(name)
        let once = try pieces(family, [spec], seconds: 16)
        #expect(try pieces(family, [spec], seconds: 16) == once)
        let needsSeed: Set<Fault.Name> = [.dropBytes, .flipBits, .halfFrames]
        if needsSeed.contains(name) {
            #expect(try pieces(family, [spec], seconds: 16, seed: 12) != once)
        }
    }

    @Test("before a fault begins nothing is different", arguments: onEveryFamily)
    func nothingBeforehand(name: Fault.Name, family: OximeterFamily) throws {
        guard name.form.contains("@") else { return }
        let before = frameNumber(family, at: 4)
        let faulty = try pieces(family, [Self.spec(name)], seconds: 4)[..<before]
        #expect(try pieces(family, [], seconds: 4)[..<before] == faulty)
    }

    @Test(
        "frames that are held back come together, whole and in order",
        arguments: OximeterFamily.allCases)
    func glues(family: OximeterFamily) throws {
        let clean = try pieces(family, [], seconds: 30).filter { !$0.isEmpty }
        let glued = try pieces(family, ["glued-frames@4+20"], seconds: 30)
        #expect(Array(clean.joined()) == Array(glued.joined()))
        let during = glued[(frameNumber(family, at: 4) + 1)..<frameNumber(family, at: 24)]
        let sizes = Set(clean.map(\.count))
        #expect(during.contains { !$0.isEmpty })
        #expect(during.allSatisfy { $0.isEmpty || $0.count >= 2 * (sizes.min() ?? 0) })
        if sizes.count == 1, let size = sizes.first, family.oximeter.framesPerSecond > 10 {
            #expect(Set(during.map { $0.count / size }).count > 3, "not always as many")
        }
        #expect(
            glued[frameNumber(family, at: 25)...].allSatisfy {
                sizes.contains($0.count) || $0.isEmpty
            })
    }

    @Test(
        "a frame that breaks off is the beginning of the true one",
        arguments: OximeterFamily.allCases)
    func breaksOff(family: OximeterFamily) throws {
        let clean = try pieces(family, [], seconds: 20)
        for (whole, half) in zip(clean, try pieces(family, ["half-frames=1"], seconds: 20)) {
            #expect(half == Array(whole.prefix(half.count)))
            #expect(half.isEmpty == whole.isEmpty)
            #expect(half.count < whole.count || whole.count < 2)
        }
        guard family.oximeter.framesPerSecond >= 50 else { return }
        let some = try pieces(family, ["half-frames=0.25"], seconds: 20)
        let full = zip(clean, some).filter { !$0.0.isEmpty }
        let share = Double(full.count { $0.0 != $0.1 }) / Double(full.count)
        // Four times the spread of so many throws.
        #expect(abs(share - 0.25) < 4 * (0.25 * 0.75 / Double(full.count)).squareRoot())
    }

    @Test("a device that hangs repeats itself byte for byte", arguments: OximeterFamily.allCases)
    func freezes(family: OximeterFamily) throws {
        let clean = try pieces(family, [], seconds: 20)
        let frozen = try pieces(family, ["freeze@8+8"], seconds: 20)
        let first = frameNumber(family, at: 8)
        let last = clean[..<first].last { !$0.isEmpty } ?? []
        let during = frozen[first..<frameNumber(family, at: 16)].filter { !$0.isEmpty }
        #expect(!during.isEmpty && during.allSatisfy { $0 == last })
        #expect(frozen[frameNumber(family, at: 16)...] == clean[frameNumber(family, at: 16)...])
    }

    @Test("silence and a pulled cable send nothing", arguments: OximeterFamily.allCases)
    func saysNothing(family: OximeterFamily) throws {
        let clean = try pieces(family, [], seconds: 16)
        for spec in ["silence@4+8", "unplug@4+8"] {
            let faulty = try pieces(family, [spec], seconds: 16)
            let (first, after) = (frameNumber(family, at: 4), frameNumber(family, at: 12))
            #expect(faulty[first..<after].allSatisfy { $0.isEmpty })
            #expect(faulty[after...] == clean[after...])
        }
    }

    @Test("an unknown device sends the same whatever family it stands in for")
    func babblesAlike() throws {
        let all = try OximeterFamily.allCases.map {
            Array(try pieces($0, ["babble@0"], seconds: 12).joined())
        }
        let longest = try #require(all.max { $0.count < $1.count })
        #expect(longest.count > 1000)
        // A family with one call a second has none within the first.
        #expect(all.allSatisfy { $0 == longest.suffix($0.count) && $0.count > 1000 })
    }

    @Test("a fast clock shows in the time the device sends")
    func fastClockIsSent() throws {
        let stamps: (String) throws -> [Substring] = { spec in
            var unit = OximeterOnPerson<MasimoASCII1Oximeter>(
                scenario: .steady, seed: 11, faults: [try Fault(spec: spec)])
            return String(decoding: unit.advance(to: 40), as: UTF8.self)
                .split { $0.isNewline }.map { $0.prefix(17) }
        }
        let (exact, fast) = (try stamps("clock-drift=0"), try stamps("clock-drift=100000"))
        #expect(exact.count == 40 && fast.count == 44)
        #expect(Set(fast).count == 44)
        #expect(exact == Array(fast[..<40]), "line by line the same time of day, only sooner")
    }

    @Test(
        "what the family has a word for is said while it lasts", arguments: OximeterFamily.allCases)
    func saysItsCondition(family: OximeterFamily) throws {
        let clean = try pieces(family, [], seconds: 40)
        var specs = ["finger-out@20+10", "searching@20+10", "sensor-fault@20+10"]
        if family.oximeter.canSay.contains(.lowBattery) { specs.append("low-battery@20+10") }
        for spec in specs {
            let faulty = try pieces(family, [spec], seconds: 40)
            let during = frameNumber(family, at: 22)..<frameNumber(family, at: 30)
            #expect(faulty[during] != clean[during], "\(spec)")
        }
    }
}
