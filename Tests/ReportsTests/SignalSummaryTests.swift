import Reports
import SignalCore
import Testing

@Suite("What a stretch of readings comes to")
struct SignalSummaryTests {
    private func summary(_ text: String, seconds: Int? = nil) -> SignalSummary {
        strip(night(text), seconds: seconds ?? text.count).summary
    }

    @Test(
        "the lowest value is the lowest level held for 8 seconds in a row",
        arguments: [
            // A spike of 7 s does not rule, one of 8 s does.
            ("zzzzzzzzaaaaaaazzzzzzzz", 95, false), ("zzzzzzzzaaaaaaaazzzzzzzz", 70, false),
            // The level is the highest within the 8 seconds.
            ("zzzzzzzzabcdefghzzzzzzzz", 77, false),
            // A gap breaks the row.
            ("aaaa.aaaa", nil, false), ("aaaaaaa", nil, false), ("", nil, false),
            ("zzzzzzzz.aaaa.aaaa", 95, false),
            // A poor signal counts and is said to be one, unless the same level was held well.
            ("zzzzzzzzAAAAAAAAzzzzzzzz", 70, true), ("AAAAAAAAaaaaaaaa", 70, false),
            ("aaaaaaaaAAAAAAAA", 70, false), ("aaaaaaaA", 70, true),
        ] as [(String, UInt8?, Bool)])
    func lowestHeld(text: String, lowest: UInt8?, isUnreliable: Bool) {
        let summary = summary(text)
        #expect(summary.lowestHeldPercent == lowest)
        #expect(summary.lowestHeldIsUnreliable == isUnreliable)
    }

    @Test("seconds below the limits and the share of usable seconds are counted, not guessed")
    func counts() {
        // 90 is "u", 89 "t", 85 "p", 84 "o".
        let summary = summary("zzuuttppooTOO..zzzzz", seconds: 25)
        #expect(summary.belowLowSeconds == 9)
        #expect(summary.belowLowUnreliableSeconds == 3)
        #expect(summary.belowCriticalSeconds == 4)
        #expect(summary.measuredSeconds == 15)
        #expect(summary.unreliableSeconds == 3)
        #expect(summary.absentSeconds == 7)
        #expect(summary.totalSeconds == 25)
        #expect(summary.usablePercent == 60)
    }

    @Test("words say what was counted")
    func words() {
        let text = String(repeating: "z", count: 60) + String(repeating: "K", count: 20) + "...."
        #expect(
            summary(text).words(lowPercent: 90, criticalPercent: 85)
                == "Lowest value held for 8 s: 80 % (poor signal). Below 90 % for 20 s (20 s of it "
                + "on a poor signal), below 85 % for 20 s. Usable signal for 71 % of 1 min 24 s; "
                + "poor for 20 s, none for 4 s.")
        #expect(
            summary("...").words(lowPercent: 90, criticalPercent: 85)
                == "No value was held for 8 s. Below 90 % for 0 s, below 85 % for 0 s. Usable "
                + "signal for 0 % of 3 s; poor for 0 s, none for 3 s.")
    }

    @Test("order and repetition of points change nothing; of one second the later record holds")
    func order() {
        let points = night("zzuuttppooTOO..zzzzz")
        #expect(strip(points.reversed(), seconds: 20).summary == strip(points, seconds: 20).summary)
        #expect(strip(points + points, seconds: 20).summary == strip(points, seconds: 20).summary)
        let late = [
            SpO2Point(unixMilliseconds: nightStart + 100, spo2Percent: 80, state: .measured),
            SpO2Point(unixMilliseconds: nightStart + 900, spo2Percent: nil, state: .absent),
        ]
        #expect(strip(late, seconds: 1).summary.absentSeconds == 1)
    }

    @Test("against a plain count over every second", arguments: 1...8 as ClosedRange<UInt64>)
    func property(seed: UInt64) {
        let points = randomNight(seconds: 700, seed: seed)
        let summary = strip(points, seconds: 700).summary
        var values = [UInt8?](repeating: nil, count: 700)
        for point in points where point.state != .absent {
            values[Int((point.unixMilliseconds - nightStart) / 1000)] = point.spo2Percent
        }
        let held = (0...692).compactMap { first -> UInt8? in
            let window = values[first..<first + 8].compactMap(\.self)
            return window.count == 8 ? window.max() : nil
        }
        #expect(summary.lowestHeldPercent == held.min(), "seed \(seed)")
        #expect(summary.belowLowSeconds == values.count { $0.map { $0 < 90 } ?? false })
        #expect(summary.absentSeconds == values.count { $0 == nil })
        #expect(summary.measuredSeconds == points.count { $0.state == .measured })
    }
}
