import SimulatedOximeter
import SimulatedPatient
import Testing

@Suite("Faults")
struct FaultTests {
    @Test(
        arguments: [
            ("finger-out@20+5", .fingerOut(.firmware, .init(startSeconds: 20, lengthSeconds: 5))),
            (
                "finger-out=vendor@20+5",
                .fingerOut(.vendor, .init(startSeconds: 20, lengthSeconds: 5))
            ),
            ("freeze@1.5+2", .freeze(.init(startSeconds: 1.5, lengthSeconds: 2))),
            ("silence@30", .silence(.init(startSeconds: 30))),
            ("unplug@10+3", .unplug(.init(startSeconds: 10, lengthSeconds: 3))),
            ("drop-bytes=0.01", .dropBytes(probability: 0.01)),
            ("flip-bits=1", .flipBits(probability: 1)),
            ("half-frames=0", .halfFrames(probability: 0)),
            ("glued-frames@3", .gluedFrames(.init(startSeconds: 3))),
            ("wrong-baud@0+60", .wrongBaud(.init(startSeconds: 0, lengthSeconds: 60))),
            ("rename@12.5", .rename(atSeconds: 12.5)),
            ("cold-finger@1+2", .coldFinger(.init(startSeconds: 1, lengthSeconds: 2))),
            ("motion@1+2", .motion(.init(startSeconds: 1, lengthSeconds: 2))),
            ("searching@1+2", .searching(.init(startSeconds: 1, lengthSeconds: 2))),
            ("sensor-fault@1+2", .sensorFault(.init(startSeconds: 1, lengthSeconds: 2))),
            ("low-battery@1+2", .lowBattery(.init(startSeconds: 1, lengthSeconds: 2))),
            ("babble@1+2", .babble(.init(startSeconds: 1, lengthSeconds: 2))),
            ("clock-drift=-250.5", .clockDrift(partsPerMillion: -250.5)),
        ] as [(String, Fault)])
    func readsSpecs(spec: String, fault: Fault) throws {
        #expect(try Fault(spec: spec) == fault)
    }

    @Test(arguments: [
        (
            "melt@3",
            "fault 'melt@3' is not known; there are finger-out, cold-finger, motion, searching, "
                + "sensor-fault, low-battery, clock-drift, freeze, silence, babble, drop-bytes, "
                + "flip-bits, half-frames, glued-frames, wrong-baud, unplug and rename"
        ),
        ("freeze", "fault 'freeze' needs a start and a length in seconds, such as @30+10"),
        ("freeze@a+3", "fault 'freeze@a+3' needs a start and a length in seconds, such as @30+10"),
        (
            "freeze@-1+3",
            "fault 'freeze@-1+3' needs a start and a length in seconds, such as @30+10"
        ),
        ("freeze=2@1", "fault 'freeze=2@1': freeze takes no '='"),
        ("finger-out=odd@1", "fault 'finger-out=odd@1': after '=' comes firmware or vendor"),
        (
            "drop-bytes=2",
            "fault 'drop-bytes=2' needs a probability from 0 to 1, such as =0.01"
        ),
        (
            "flip-bits=0.1@3",
            "fault 'flip-bits=0.1@3' needs a probability from 0 to 1, such as =0.01"
        ),
        (
            "rename@3+2",
            "fault 'rename@3+2' needs a moment in seconds and nothing else, such as @30"
        ),
        (
            "rename=a@3",
            "fault 'rename=a@3' needs a moment in seconds and nothing else, such as @30"
        ),
        ("rename", "fault 'rename' needs a moment in seconds and nothing else, such as @30"),
        ("motion@nan", "fault 'motion@nan' needs a start and a length in seconds, such as @30+10"),
        (
            "clock-drift=100001",
            "fault 'clock-drift=100001' needs millionths from -100000 to 100000, such as =200"
        ),
        (
            "clock-drift=9@3",
            "fault 'clock-drift=9@3' needs millionths from -100000 to 100000, such as =200"
        ),
        (
            "twin",
            "fault 'twin' cannot be played here: only USB has serial numbers, so the tests on mock "
                + "USB play it"
        ),
    ])
    func refusesWithASentence(spec: String, sentence: String) {
        let error = #expect(throws: FaultSpecError.self) { try Fault(spec: spec) }
        #expect(error?.description == sentence)
    }

    @Test(
        "each name belongs to one fault, in the form the list gives", arguments: Fault.Name.allCases
    )
    func formsAreReal(name: Fault.Name) throws {
        let spec = name.form.replacing("[=FORM]", with: "=vendor").replacing("PPM", with: "40")
            .replacing("@T", with: "@3").replacing("+D", with: "+2").replacing("=P", with: "=0.5")
        #expect(try Fault(spec: spec).name == name)
    }

    @Test("the list shows every fault once, under its kind, in a line with all three parts")
    func grammarListsEveryFault() {
        let lines = Fault.grammar.split(separator: "\n").map(String.init)
        var kind: String?
        var found: [Fault.Name] = []
        for line in lines {
            if line.hasSuffix(":") { kind = String(line.dropLast()) }
            guard line.hasPrefix("  ") else { continue }
            let parts = line.split(separator: "  ").map { $0.trimmed }.filter { !$0.isEmpty }
            let name = Fault.Name.allCases.first { $0.form == parts[0] }
            #expect(parts.count == 3 && parts[1] == name?.about && parts[2] == name?.shown)
            #expect(kind == name?.kind.rawValue)
            if let name { found.append(name) }
        }
        #expect(found == Fault.Name.allCases)
        #expect(lines.allSatisfy { $0.count <= 120 })
        #expect(lines.contains { $0.contains("twin") })
    }

    @Test(
        "a fault that would change nothing on a family has a sentence",
        arguments: OximeterFamily.allCases)
    func saysWhatIsPointless(family: OximeterFamily) throws {
        let window = Fault.Window(startSeconds: 1)
        let canSayBattery = family.oximeter.canSay.contains(.lowBattery)
        #expect((Fault.lowBattery(window).pointlessness(for: family) == nil) == canSayBattery)
        let hasLine = family.oximeter.line != nil
        #expect((Fault.wrongBaud(window).pointlessness(for: family) == nil) == hasLine)
        #expect(Fault.silence(window).pointlessness(for: family) == nil)
    }
}

extension Substring {
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
