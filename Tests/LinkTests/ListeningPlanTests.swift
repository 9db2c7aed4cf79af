import Drivers
import Testing

@testable import Link

/// A plan as text: a line a round, with `?` after the families that are asked.
private func text(_ plan: ListeningPlan) -> String {
    plan.rounds.map { round in
        let families = round.listening.map { $0.rawValue + (round.asked.contains($0) ? "?" : "") }
        return "\(round.setting), \(round.milliseconds) ms: \(families.joined(separator: " "))"
    }.joined(separator: "\n")
}

private let contecCable = [
    Suspect(family: .contecV7, mayWrite: true), Suspect(family: .contecV5, mayWrite: false),
]

/// What the fingerprint table says of an FTDI FT232.
private let ftdi: [Suspect] = [
    Family.noninDF2, .noninDF7, .noninDF1, .noninDF8, .masimoASCII1, .nellcorASCII, .noninASCII,
].map { Suspect(family: $0, mayWrite: false) }

@Suite("Listening plan")
struct ListeningPlanTests {
    @Test("a Contec cable is listened to before anything is sent")
    func contec() {
        #expect(
            text(ListeningPlan(suspects: contecCable)) == """
                19200 8O1, 1000 ms: contec-v5
                115200 8N1, 1500 ms: contec-v7?
                4800 8O1, 1000 ms: contec-v5
                """)
    }

    @Test("families that share a line are listened for at once, as long as the slowest needs")
    func bedside() {
        #expect(
            text(ListeningPlan(suspects: ftdi)) == """
                9600 8N1, 5000 ms: nonin-df2 nonin-df7 nonin-df1 nonin-df8 masimo-ascii1 \
                nellcor-ascii nonin-ascii
                19200 8N1, 5000 ms: nellcor-ascii
                """)
    }

    @Test func hid() {
        let plan = ListeningPlan(suspects: [Suspect(family: .contecHID, mayWrite: true)])
        #expect(text(plan) == "HID reports, 1500 ms: contec-hid?")
    }

    @Test("a remembered family comes first, then the rest")
    func remembered() {
        #expect(
            text(ListeningPlan(suspects: contecCable, remembered: .contecV7)) == """
                115200 8N1, 1500 ms: contec-v7?
                19200 8O1, 1000 ms: contec-v5
                4800 8O1, 1000 ms: contec-v5
                """)
        #expect(
            text(ListeningPlan(suspects: contecCable, remembered: .contecV5))
                == text(ListeningPlan(suspects: contecCable)))
        #expect(
            ListeningPlan(suspects: ftdi, remembered: .masimoASCII1).rounds[0].listening[0]
                == .masimoASCII1)
    }

    @Test("a family remembered from something else may be heard again, but is not written to")
    func rememberedStranger() {
        let plan = ListeningPlan(suspects: ftdi, remembered: .contecV7)
        #expect(text(plan).hasPrefix("115200 8N1, 1500 ms: contec-v7\n9600 8N1"))
        #expect(!plan.mayWrite(.contecV7))
        #expect(
            ListeningPlan(suspects: ftdi, remembered: .contecHID) == ListeningPlan(suspects: ftdi))
    }

    @Test("beside a remembered family no other is asked before the silent rounds are over")
    func rememberedIsAskedAlone() {
        let suspects = contecCable + [Suspect(family: .bci, mayWrite: false)]
        #expect(
            text(ListeningPlan(suspects: suspects, remembered: .bci)) == """
                115200 8N1, 1500 ms: bci contec-v7 contec-v5
                19200 8O1, 1000 ms: contec-v5 bci
                115200 8N1, 1500 ms: contec-v7? contec-v5 bci
                4800 8O1, 1000 ms: contec-v5 bci
                9600 8N1, 1000 ms: contec-v5 bci
                19200 8N1, 1000 ms: contec-v5 bci
                """)
    }

    @Test("a pin is all there is, and permits its family's commands")
    func pinned() {
        #expect(
            text(ListeningPlan(suspects: ftdi, remembered: .noninDF2, pinned: .contecV7))
                == "115200 8N1, 1500 ms: contec-v7?")
        #expect(
            text(ListeningPlan(suspects: [], pinned: .contecV5)) == """
                19200 8O1, 1000 ms: contec-v5
                4800 8O1, 1000 ms: contec-v5
                """)
    }

    @Test("a port of which nobody says anything is only listened to")
    func nobody() {
        let plan = ListeningPlan(suspects: [])
        #expect(plan.rounds.allSatisfy { $0.asked.isEmpty })
        #expect(
            Set(plan.rounds.flatMap(\.listening))
                == Set(Family.allCases).subtracting([.contecHID]))
    }

    /// Every set of suspects with every permission would be 3^11; these are all pairs.
    @Test("nothing is asked that may not be, and no family without commands")
    func permissions() {
        for first in Family.allCases {
            for second in Family.allCases where second != first {
                for (one, two) in [(true, false), (false, true), (true, true), (false, false)] {
                    let suspects = [
                        Suspect(family: first, mayWrite: one),
                        Suspect(family: second, mayWrite: two),
                    ]
                    for remembered in [nil, first, second, .contecV7] as [Family?] {
                        check(ListeningPlan(suspects: suspects, remembered: remembered), suspects)
                    }
                }
            }
        }
    }

    private func check(_ plan: ListeningPlan, _ suspects: [Suspect]) {
        let allowed = suspects.filter { $0.mayWrite && $0.family.model.talk != nil }.map(\.family)
        #expect(Set(plan.rounds.flatMap(\.asked)) == Set(allowed))
        for round in plan.rounds {
            #expect(Set(round.asked).isSubset(of: round.listening))
            #expect(Set(round.listening).count == round.listening.count)
        }
        for suspect in suspects {
            for setting in suspect.family.model.settings {
                #expect(
                    plan.rounds.contains {
                        $0.setting == setting && $0.listening.contains(suspect.family)
                    })
            }
        }
    }

    @Test("a family mentioned twice may be written to when both say so")
    func twice() {
        let plan = ListeningPlan(suspects: [
            Suspect(family: .contecV7, mayWrite: true), Suspect(family: .contecV7, mayWrite: false),
        ])
        #expect(!plan.mayWrite(.contecV7))
        #expect(plan.rounds.count == 1)
    }
}

@Suite("Listening route")
struct ListeningRouteTests {
    private func stops(_ route: inout ListeningRoute, _ count: Int) -> [String] {
        (0..<count).map { _ in
            defer { route.next() }
            return "\(route.round.setting) \(route.milliseconds)"
        }
    }

    @Test func theFirstRoundComesAgainAfterTheLast() {
        var route = ListeningRoute(ListeningPlan(suspects: contecCable))
        #expect(
            stops(&route, 4) == [
                "19200 8O1 1000", "115200 8N1 1500", "4800 8O1 1000", "19200 8O1 1000",
            ])
    }

    @Test("what was claimed comes first, and is stayed with longer each time")
    func home() {
        var route = ListeningRoute(ListeningPlan(suspects: contecCable))
        route.next()
        route.claim(.contecV7)
        let rest = ["19200 8O1 1000", "4800 8O1 1000"]
        let expected =
            ["2000", "4000", "8000", "16000", "30000", "30000"].flatMap {
                ["115200 8N1 \($0)"] + rest
            }
        #expect(stops(&route, 18) == expected)
        route.beginAnew()
        #expect(stops(&route, 1) == ["115200 8N1 2000"])
    }

    @Test func anOnlyRoundIsHome() {
        var route = ListeningRoute(ListeningPlan(suspects: [], pinned: .masimoASCII1))
        #expect(
            stops(&route, 5) == [
                "9600 8N1 5000", "9600 8N1 5000", "9600 8N1 8000", "9600 8N1 16000",
                "9600 8N1 30000",
            ])
    }

    @Test("at home only the claimed family is asked; the others keep their own rounds")
    func asksOnlyTheClaimed() {
        let suspects = [
            Suspect(family: .contecV7, mayWrite: true), Suspect(family: .bci, mayWrite: false),
        ]
        var route = ListeningRoute(ListeningPlan(suspects: suspects))
        while route.round.setting != .line(115_200) { route.next() }
        route.claim(.bci)
        #expect(route.round.listening == [.bci, .contecV7])
        #expect(route.round.asked.isEmpty)
        var asked: [Family] = []
        for _ in 0..<route.count {
            route.next()
            asked += route.round.asked
        }
        #expect(asked == [.contecV7])
    }
}
