import Ledger
import Reports
import ResponseLog
import SignalCore
import Testing

@Suite("Marks on the strip")
struct MarkTests {
    /// What stands in the picture for each label: where it begins and ends, and its row.
    private struct Box {
        var from: Double
        var to: Double
        var row: Double
        var text: String
    }

    private func labels(in svg: String) -> [Box] {
        svg.split(separator: "\n").filter { $0.contains("strip-mark") && $0.contains("<text") }
            .map { line in
                let text = line.split(separator: "<text ").last!
                let x = Double(text.split(separator: "\"")[1])!
                let words = String(text.split(separator: ">")[1].split(separator: "<")[0])
                // No letter of a common face is wider than 6.6 at size 11 on average.
                let width = Double(words.count) * 6.6 + 6
                let ends = text.contains("text-anchor=\"end\"")
                return Box(
                    from: ends ? x - width : x, to: ends ? x : x + width,
                    row: Double(text.split(separator: "\"")[3])!, text: words)
            }
    }

    @Test(
        "labels touch neither each other nor the picture's edge",
        arguments: 1...6 as ClosedRange<UInt64>)
    func apart(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let marks = (0..<40).map { _ in
            mark(
                Int.random(in: 0...600, using: &random),
                String(repeating: "n", count: Int.random(in: 1...40, using: &random)),
                SpO2Strip.Mark.Kind.allCases.randomElement(using: &random)!)
        }
        let boxes = labels(in: strip([], marks, seconds: 600).svg())
        #expect(boxes.count >= 8)
        for (place, box) in boxes.enumerated() {
            #expect(box.from >= 0 && box.to <= 960, "seed \(seed): \(box)")
            for other in boxes[(place + 1)...] where other.row == box.row {
                #expect(
                    box.to <= other.from || other.to <= box.from, "seed \(seed): \(box) \(other)")
            }
        }
    }

    @Test("every mark keeps its line and its whole words, also where no label fits")
    func crowd() {
        let marks = (0..<40).map { mark($0, "Counted 4 breaths in 30 s, 8 a minute \($0)") }
        let svg = strip([], marks, seconds: 600).svg()
        for number in 0..<40 {
            #expect(svg.contains("a minute \(number)</title>"))
        }
        #expect(labels(in: svg).count == 8)
    }

    @Test("what was withdrawn is struck through and never gone")
    func withdrawn() {
        let svg = strip([], [mark(5, "Naloxone", withdrawn: true)], seconds: 60).svg()
        #expect(svg.contains("strip-treatment strip-withdrawn"))
        #expect(svg.contains("text-decoration=\"line-through\">Naloxone</text>"))
        #expect(svg.contains("Naloxone (withdrawn)</title>"))
    }

    @Test("marks outside the stretch are left out")
    func outside() {
        let svg = strip([], [mark(-1, "before"), mark(0, "first"), mark(61, "after")], seconds: 60)
            .svg()
        #expect(svg.contains("first") && !svg.contains("before") && !svg.contains("after"))
    }

    @Test(
        "words of people cannot break the picture",
        arguments: [
            ("</svg><script>x</script>", "&lt;/svg&gt;&lt;script&gt;x&lt;/script&gt;"),
            ("a & b", "a &amp; b"), ("\"'", "&quot;&#39;"), ("a\u{0}\u{1B}b", "a\u{FFFD}\u{FFFD}b"),
            ("zwei\nZeilen", "zwei Zeilen"), ("Ä 👍", "Ä 👍"),
        ])
    func escaping(text: String, escaped: String) {
        let svg = strip([], [mark(5, text)], seconds: 60).svg()
        #expect(svg.contains(">14:22:05 \(escaped)</title>"))
        #expect(!svg.contains("<script"))
    }

    @Test("a timeline's rows become marks: alerts, treatments, observations; the rest stays beside")
    func rows() {
        let watch = EntryID.random()
        let facts: [Fact] = [
            .stationStopped,
            .alertChanged(alert("raised", watch)), .alertChanged(alert("acknowledged", watch)),
            .care(Care(watch: watch, incident: nil, act: .stimulated(.shake))),
            .care(Care(watch: watch, incident: nil, act: .awake(.voice))),
        ]
        let entries = facts.enumerated().map { place, fact in
            LogEntry(
                entry: .random(), index: Int64(place), kind: "any",
                occurredUnixMilliseconds: nightStart + Int64(place) * 1000,
                recordedUnixMilliseconds: nightStart + Int64(place) * 1000, utcOffsetMinutes: -480,
                certainty: .seen, didBy: nil, wroteBy: nil, fact: fact)
        }
        let marks = Timeline.rows(of: entries).compactMap(SpO2Strip.Mark.init)
        #expect(
            marks == [
                mark(1, "oxygen low raised", .alert), mark(3, "Stimulated: shake", .treatment),
                mark(4, "Answers to voice", .observation),
            ])
    }

    private func alert(_ change: String, _ watch: EntryID) -> AlertEntry {
        AlertEntry(
            watch: watch, alertKind: "oxygen-low", priority: "high", change: change,
            spo2Percent: 84, limitPercent: 90, conditionDelayMilliseconds: 5000,
            signalDelayMilliseconds: 3)
    }
}
