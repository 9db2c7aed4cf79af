import Alerts
import Foundation
import Ledger
import NIOCore
import ResponseLog
import SignalCore
import Testing

@testable import Console
@testable import Station

@Suite("Views")
struct ViewTests {
    private let now = BootTime(seconds: 1000)

    @Test("every template file is one the pages know: another would be a blank page")
    func everyTemplateIsKnown() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/Console/Templates").standardizedFileURL
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".mustache") }.map { String($0.dropLast(9)) }
        #expect(Set(files) == Set(Templates.sources.map(\.name)))
    }

    @Test(
        "ages as people say them",
        arguments: [
            (-5, "0:00"), (0, "0:00"), (12_999, "0:12"), (190_000, "3:10"), (3_599_999, "59:59"),
            (3_900_000, "1 h 05 min"),
        ])
    func ages(milliseconds: Int64, text: String) {
        #expect(Age.text(milliseconds) == text)
    }

    private func tile(
        _ seat: Int, simulated: Bool = false, _ alerts: [(AlertKind, AlertPriority, Int64)] = []
    ) -> SeatTile {
        var tile = SeatTile(seat: seat, label: "Seat \(seat)")
        tile.oximeter = OximeterTile(state: .streaming, since: now, simulated: simulated)
        tile.watch = WatchTile(
            watch: .random(), handle: "KITE \(seat)", startedAt: BootTime(seconds: 0),
            drill: simulated,
            restored: false, lowPercent: 90, criticalPercent: 85,
            alerts: alerts.map {
                AlertTile(
                    kind: $0.0, priority: $0.1, since: BootTime(seconds: $0.2), escalated: false,
                    quietUntil: nil, held: false, lastValuePercent: nil)
            },
            oxygen: .init(word: "unknown", level: .unknown, at: nil),
            awake: .init(word: "unknown", level: .unknown, at: nil), stillAsleepSince: nil,
            oxygenOnSince: nil,
            breathsSince: nil, lastDoseAt: nil, doseCount: 0, reCheckDueAt: nil, incident: nil,
            incidentOpenedAt: nil)
        return tile
    }

    @Test(
        "attention: real before simulated, then urgent, then old (a drill never outranks a real alert)"
    )
    func attention() {
        let tiles = [
            tile(1, simulated: true, [(.oxygenCritical, .high, 1)]),
            tile(2, [(.awakeUnknown, .low, 2)]),
            tile(3, [(.oxygenLow, .high, 9)]),
            tile(4, [(.oxygenLow, .high, 5), (.signalLost, .medium, 3)]),
        ]
        let order = Attention.list(of: tiles).map { "\($0.seat)\($0.priority.marks)" }
        #expect(order == ["4!!!", "3!!!", "4!!", "2!", "1!!!"])
    }

    @Test("a value is the present for 3 s, then a dash and the reason")
    func current() {
        var tile = tile(1)
        tile.reading = Reading(
            at: BootTime(seconds: 996), state: .measured, reason: .none, spo2Percent: 97,
            pulseBpm: 60, quality: 90)
        tile.lastValue = .init(spo2Percent: 97, at: BootTime(seconds: 996))
        let fresh = TileView(tile, now: BootTime(seconds: 999))
        #expect(fresh.spo2 == "97" && fresh.isCurrent && fresh.bars == 3)
        let stale = TileView(tile, now: BootTime(milliseconds: 999_001))
        #expect(stale.spo2 == "–" && stale.pulse == "–" && !stale.isCurrent && stale.bars == 0)
        #expect(stale.signal == "oximeter silent")
        #expect(stale.last?.value == 97 && stale.last?.age?.text == "0:03")
    }

    @Test("a low value on a poor signal is shown low and poor")
    func poor() {
        var tile = tile(1)
        tile.reading = Reading(
            at: now, state: .unreliable, reason: .weakSignal, spo2Percent: 82, pulseBpm: nil,
            quality: 90)
        let view = TileView(tile, now: now)
        #expect(view.spo2 == "82" && view.pulse == "–")
        #expect(view.signal == "poor: weak signal" && view.bars <= 2)
    }

    @Test(
        "what a device says of itself stands on the tile, under what matters more",
        arguments: [
            (SampleFlags.lowBattery, "Oximeter's battery is low: change it soon"),
            (SampleFlags.deviceAlarmSilenced, "The monitor's own alarm is off"),
            (SampleFlags.deviceAlarm, "The monitor's own alarm is on"), (SampleFlags(), nil),
        ] as [(SampleFlags, String?)])
    func deviceWords(flags: SampleFlags, words: String?) {
        var tile = tile(1)
        tile.oximeter.state = .streaming
        tile.reading = Reading(
            at: now, state: .measured, reason: .none, spo2Percent: 97, quality: 90, flags: flags)
        #expect(TileView(tile, now: now).oximeter == words)
        tile.oximeter.state = .gone
        #expect(TileView(tile, now: now).oximeter == "Oximeter unplugged or switched off")
    }

    @Test("a held alert says the last value and that the signal is lost")
    func held() {
        let alert = AlertTile(
            kind: .oxygenLow, priority: .high, since: now, escalated: true, quietUntil: nil,
            held: true,
            lastValuePercent: 82)
        let line = Words.english.line(of: alert)
        #expect(
            line.contains("last 82 %") && line.contains("signal lost")
                && line.contains("not yet seen"))
    }

    @Test(
        "gaps stay open, and the newest point is at the right edge",
        arguments: [
            ([], ""), ([97], "M119 3h1"), ([97, 96], "M118 3h1L119 4h1"),
            ([97, 0, 95], "M117 3h1M119 5h1"), ([0, 0], ""), ([30], "M119 50h1"),
        ])
    func strip(values: [UInt8], path: String) {
        #expect(TrendPath.path(of: values) == path)
    }

    @Test(
        "milligrams as people write them",
        arguments: [
            ("0.4", 400), ("0,4", 400), ("4", 4000), (".8", 800), ("0.005", 5), ("2.", 2000),
            ("0.0001", nil), ("1e3", nil), ("-1", nil), ("four", nil), ("1.2.3", nil), ("", 0),
        ] as [(String, Int64?)])
    func milligrams(text: String, micrograms: Int64?) {
        #expect(CareForm.micrograms(milligrams: text) == micrograms)
    }

    @Test("percentiles are bucket bounds; too slow for the last bucket is no number")
    func histogram() {
        let delays = DelayHistogram()
        #expect(delays.percentile(50) == nil)
        for milliseconds in 1...100 { delays.record(milliseconds: Int64(milliseconds)) }
        #expect(delays.count == 100)
        #expect(delays.percentile(50) == 50)
        #expect(delays.percentile(99) == 100)
        for _ in 0..<100 { delays.record(milliseconds: 60_000) }
        #expect(delays.percentile(99) == nil)
    }

    @Test("JSON by hand is JSON")
    func json() {
        var writer = JSONWriter()
        writer.object { json in
            json.field("text", "a\"b\\c\n\u{1}é")
            json.field("nothing", Int?.none)
            json.key("list")
            json.array([1, 2]) { $0.value($1) }
            json.key("empty")
            json.object { _ in }
            json.field("last", false)
        }
        #expect(
            String(buffer: writer.buffer)
                == #"{"text":"a\"b\\c\u000a\u0001é","nothing":null,"list":[1,2],"empty":{},"last":false}"#
        )
    }

    @Test(
        "forms: fields twice, bad escapes, control characters and too many fields are refused",
        arguments: [
            "a=1&a=2", "a=%zz", "a=%4", "a=%ff", "a=%00", "a=%+1",
            (0..<65).map { "f\($0)=1" }.joined(separator: "&"),
        ])
    func badForms(text: String) {
        #expect(throws: ConsoleError.self) { try Form(encoded: text) }
    }

    @Test("forms: what browsers send")
    func goodForm() throws {
        let form = try Form(encoded: "note=blue+lips%2C+%C3%A9&empty=&flag")
        #expect(form.text("note") == "blue lips, é")
        #expect(form.text("empty") == nil && form.text("flag") == nil)
    }

    @Test("every template parses")
    func templates() {
        #expect(Templates.broken.isEmpty)
    }

    @Test("the console never orders")
    func neverOrders() {
        let tables = [
            Mirror(reflecting: Words.english), Mirror(reflecting: Words.english.response),
        ]
        #expect(tables.allSatisfy { $0.children.count > 50 })
        for (name, value) in tables.flatMap(\.children) {
            guard let sentence = value as? String else { continue }
            #expect(
                sentence.firstMatch(of: /\b[Gg]ive (the|a|another|more)\b/) == nil, "\(name ?? "")")
            #expect(!sentence.lowercased().contains("next dose"), "\(name ?? "")")
        }
    }
}
