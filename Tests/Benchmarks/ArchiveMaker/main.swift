import Foundation
import Ledger
import Store

/// Writes the ledger of a busy site: `archive-maker --data DIR --years N [--seed S]`, of a smaller one
/// with `--watches-a-day N`, and with a reading for every second of every watch with `--readings yes`.
/// `--append DIR` measures durable appends to such a ledger instead, and leaves them in it.
/// About 100,000 watches, 500,000 entries and 4,000 responses a year, up to a fixed last day.
func value(of name: String) -> String? {
    let arguments = CommandLine.arguments
    guard let place = arguments.firstIndex(of: name), place + 1 < arguments.count else {
        return nil
    }
    return arguments[place + 1]
}

if let directory = value(of: "--append") {
    print(try await AppendRace(directory: directory).run())
    exit(0)
}
guard let data = value(of: "--data"), let years = value(of: "--years").flatMap(Int.init),
    (1...20).contains(years)
else {
    FileHandle.standardError.write(
        Data("usage: archive-maker --data DIR --years 1…20 [--seed S]\n".utf8))
    exit(64)
}
let seed = value(of: "--seed").flatMap { UInt64($0) } ?? 1
let began = ContinuousClock.now
let bulk = try LedgerBulk(directory: data)
let readsAll = value(of: "--readings") == "yes"
let watches = value(of: "--watches-a-day").flatMap { Int64($0) } ?? BusySite.watchesADay
var site = BusySite(seed: seed, watchesADay: watches, readsAll: readsAll)
// The last day is 1 November 2026, whatever the number of years.
let end: Int64 = 1_793_491_200_000
let days = Int64(years * 365)
// With readings a day is enough to hold in memory.
let step: Int64 = readsAll ? 1 : 30
for first in stride(from: 0, to: days, by: Int(step)) {
    var batch = BusySite.Batch()
    for day in first..<min(first + step, days) {
        batch.add(site.day(startingAt: end - (days - day) * BusySite.dayMilliseconds))
    }
    try bulk.write(batch.groups, readings: batch.readings, people: batch.people)
    if first % 180 == 0 {
        let seconds = (ContinuousClock.now - began) / .seconds(1)
        let words = "day \(first) of \(days): \(site.entries) entries, \(Int(seconds)) s\n"
        FileHandle.standardError.write(Data(words.utf8))
    }
}
let last = site.rest()
try bulk.write(last.groups, readings: last.readings, people: last.people)
try bulk.close()
let seconds = (ContinuousClock.now - began) / .seconds(1)
print(
    "seed \(seed): \(site.entries) entries, \(site.watches) watches, \(site.incidents) incidents"
        + " in \(Int(seconds)) s, \(Int(Double(site.entries) / seconds)) entries a second")
