import Foundation
import Testing

@testable import SignalCore

private enum Recorded {
    static let folder = URL(
        fileURLWithPath: ProcessInfo.processInfo.environment["SPOTTER_RECORDINGS"]
            ?? "../shared/recordings"
    ).appendingPathComponent("spo2")

    static let isThere = FileManager.default.fileExists(
        atPath: folder.appendingPathComponent("nights5.u8").path)

    static func text(_ name: String) throws -> [[String]] {
        try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            .split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
    }

    static func nights() throws -> [[UInt8]] {
        let all = [UInt8](try Data(contentsOf: folder.appendingPathComponent("nights5.u8")))
        return (0..<5).map { Array(all[($0 * 28_800)..<(($0 + 1) * 28_800)]) }
    }

    /// Events an hour of the whole series, as the table of the peers has them.
    static func perHour(_ count: Int, _ seconds: Int) -> Double {
        Double(count) / Double(seconds) * 3600
    }
}

@Suite("Indices: the recordings")
struct RecordedIndicesTests {
    @Test(
        "five nights: spotter-1 misses none of 3 points or more and adds none",
        .enabled(if: Recorded.isThere, "no recordings: set SPOTTER_RECORDINGS"))
    func truth() throws {
        let nights = try Recorded.nights()
        let truth = try Recorded.text("truth5.csv").dropFirst().map { $0.compactMap { Int($0) } }
        #expect(truth.count == 293)
        for (number, night) in nights.enumerated() {
            let events = OxygenIndices.over(night).events(.spotter, drop: 3)
            let real = truth.filter { $0[0] == number && $0[4] >= 3 }
            #expect(events.count == real.count)
            for event in real {
                let found = events.filter { $0.start <= event[3] && $0.end >= event[1] }
                #expect(found.count == 1, "night \(number) at \(event[1]) s")
            }
        }
    }

    @Test(
        "the five nights give the peers' own indices",
        .enabled(if: Recorded.isThere, "no recordings: set SPOTTER_RECORDINGS"))
    func peers() throws {
        let nights = try Recorded.nights()
        for row in try Recorded.text("peer_indices.csv").dropFirst() {
            guard let number = Int(row[0].dropFirst("synth_".count)), row[0].hasPrefix("synth_")
            else { continue }
            let facts = OxygenSeries(nights[number])
            let rule: DesaturationRule =
                row[1] == "pobm" ? .jung : row[1] == "o2ring-analyzer" ? .resetMean : .median
            let hours = rule == .resetMean ? facts.indices.validSeconds : 28_800
            for (drop, figure) in [(3, row[3]), (4, row[4])] {
                let odi = Recorded.perHour(facts.events(rule, drop: drop).count, hours)
                #expect(abs(odi - (Double(figure) ?? -1)) < 0.0006, "\(row[0]) \(row[1]) \(drop)")
            }
            if rule == .resetMean {
                let ct90 = facts.indices.ct90Percent ?? -1
                #expect(abs(ct90 - (Double(row[5]) ?? -1)) < 0.0006, "\(row[0])")
            }
        }
    }

    @Test(
        "codi_1, with decimals, gives the peers' own indices",
        .enabled(if: Recorded.isThere, "no recordings: set SPOTTER_RECORDINGS"))
    func codi() throws {
        let values = try Recorded.text("codi_1_sao_1hz.csv").compactMap { Double($0[0]) }
        #expect(values.count == 9556)
        let series = FractionalSeries(values)
        let rows = try Recorded.text("peer_indices.csv").filter { $0[0] == "codi_1" }
        for (rule, tool) in [
            (DesaturationRule.jung, "pobm"), (.resetMean, "o2ring-analyzer"),
            (.median, "luna DESAT"),
        ] {
            let row = try #require(rows.first { $0[1] == tool })
            for (drop, figure) in [(3, row[3]), (4, row[4])] {
                let odi = Recorded.perHour(series.events(rule, drop: drop).count, values.count)
                #expect(abs(odi - (Double(figure) ?? -1)) < 0.0006, "\(tool) \(drop)")
            }
        }
        #expect(series.whole.indices.satSecondsAlarms > 0)
    }
}
