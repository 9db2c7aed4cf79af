import Alerts
import Foundation
import Ledger
import ResponseLog
import SignalCore
import Station
import Store

/// Every stored watch with an oximeter, replayed under the limits it had and under other ones.
struct ArchiveWhatIf {
    let directory: String
    /// The limits to try; `nil` only counts what there was.
    let limits: Limits?
    /// Drills too.
    var drills = false

    /// More watches than a site has in ten years.
    private static let mostWatches = 1_000_000

    /// So many watches are one piece of work: enough to be worth a thread's while.
    private static let pieceOfWork = 64

    func run(json: Bool) async throws {
        let reader = try LedgerReader(directory: directory)
        defer { reader.close() }
        let summaries = try await reader.watches(limit: Self.mostWatches)
            .filter { drills || !$0.drill }
        var result = WhatIf()
        var watches = 0
        // Watches know nothing of each other, so every core takes some.
        try await withThrowingTaskGroup(of: [Pair].self) { group in
            var pieces = stride(from: 0, to: summaries.count, by: Self.pieceOfWork).makeIterator()
            func begin() {
                guard let from = pieces.next() else { return }
                let piece = summaries[from..<min(from + Self.pieceOfWork, summaries.count)]
                group.addTask { try await pairs(piece, reader) }
            }
            for _ in 0...ProcessInfo.processInfo.activeProcessorCount { begin() }
            while let pairs = try await group.next() {
                begin()
                watches += pairs.count
                for pair in pairs { result.add(before: pair.before, after: pair.after) }
            }
        }
        print(json ? WhatIfText.json(result, watches) : WhatIfText.table(result, watches))
    }

    /// A watch under its own limits and under the others.
    private struct Pair: Sendable {
        let before: AlertReplay
        let after: AlertReplay
    }

    private func pairs(
        _ summaries: ArraySlice<WatchSummary>, _ reader: LedgerReader
    ) async throws -> [Pair] {
        var pairs: [Pair] = []
        for summary in summaries {
            guard let entry = try await reader.entry(at: summary.startedIndex),
                let start = try Self.start(entry), start.hasOximeter
            else { continue }
            let stored = try await reader.readings(
                watch: summary.watch, in: Int64.min / 2..<Int64.max / 2)
            guard !stored.isEmpty else { continue }
            let frozen = start.frozenLimits()
            let before = Self.replay(stored, limits: frozen)
            let after = limits.map { Self.replay(stored, limits: $0) } ?? before
            pairs.append(Pair(before: before, after: after))
        }
        return pairs
    }

    private static func start(_ entry: StoredEntry) throws -> WatchStart? {
        guard let payload = entry.payload,
            case .watchStarted(let start) = try Fact(
                kind: entry.header.kind, version: entry.header.kindVersion, payload: payload)
        else { return nil }
        return start
    }

    /// Stored seconds as the machine takes them; a second that is missing gave no reading.
    private static func replay(_ stored: [SeatReading], limits: Limits) -> AlertReplay {
        let first = stored[0].unixMilliseconds
        var replay = AlertReplay(limits: limits, start: BootTime(milliseconds: 0))
        for kept in stored {
            let at = BootTime(milliseconds: kept.unixMilliseconds - first + 1000)
            replay.take(Reading(kept.record, at: at))
        }
        return replay
    }
}

extension Reading {
    /// A stored second.
    init(_ record: ReadingRecord, at: BootTime) {
        self.init(
            at: at, state: State(rawValue: record.state) ?? .absent,
            reason: Reason(rawValue: record.reason) ?? .noValue,
            spo2Percent: record.spo2Percent, pulseBpm: record.pulseBpm, quality: record.quality)
    }
}

/// What-if as people and scripts read it.
enum WhatIfText {
    static func table(_ result: WhatIf, _ watches: Int) -> String {
        var lines = [
            "\(watches) watches, \(tenths(result.hours)) h of readings; drills left out.",
            "kind                    before   after   per hour   missed   added   earlier (median s)",
        ]
        for row in result.table {
            lines.append(
                padded(row.kind.rawValue, 24) + padded("\(row.before)", 9)
                    + padded("\(row.after)", 8) + padded(perHour(row.after, result.hours), 11)
                    + padded("\(row.missed)", 9) + padded("\(row.added)", 8)
                    + (median(row.earlierSeconds).map { "\($0)" } ?? "-"))
        }
        return lines.joined(separator: "\n")
    }

    static func json(_ result: WhatIf, _ watches: Int) -> String {
        let kinds = result.table.map { row -> [(String, JSONText.Value)] in
            [
                ("kind", .text(row.kind.rawValue)), ("before", .integer(Int64(row.before))),
                ("after", .integer(Int64(row.after))),
                ("beforePerHour", .decimal(rate(row.before, result.hours))),
                ("afterPerHour", .decimal(rate(row.after, result.hours))),
                ("missed", .integer(Int64(row.missed))), ("added", .integer(Int64(row.added))),
                ("earliestSeconds", .integer(row.earlierSeconds.max())),
                ("medianEarlierSeconds", .integer(median(row.earlierSeconds))),
            ]
        }
        return JSONText.object([
            ("watches", .integer(Int64(watches))), ("hours", .decimal(result.hours)),
            ("kinds", .objects(kinds)),
        ])
    }

    private static func median(_ values: [Int64]) -> Int64? {
        values.isEmpty ? nil : values.sorted()[(values.count - 1) / 2]
    }

    private static func rate(_ count: Int, _ hours: Double) -> Double {
        hours > 0 ? Double(count) / hours : 0
    }

    private static func perHour(_ count: Int, _ hours: Double) -> String {
        hundredths(rate(count, hours))
    }

    private static func tenths(_ value: Double) -> String {
        "\((value * 10).rounded() / 10)"
    }

    private static func hundredths(_ value: Double) -> String {
        "\((value * 100).rounded() / 100)"
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}
