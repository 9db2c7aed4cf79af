import Ledger
import SignalCore
import Station
import Store

/// One's own load, on one's own page alone.
extension Pages {
    /// "3 responses this shift", "last break ended 4 h ago": from one's own entries and touches.
    func load(of account: Account, _ own: [WatchOfMine]) -> [String] {
        let words = Words.english
        let now = station.now()
        let shift = station.people.shifts.shift(of: account.id, at: now.boot)
        let since = shift?.began.map { now.boot.millisecondsSince($0) }
        let from = now.unixMilliseconds - (since ?? Int64(Self.loadHours) * 3_600_000)
        let joined = Set(own.flatMap { $0.joined.filter { $0.value >= from }.keys })
        var lines = [
            words.load(responses: joined.count, hours: since == nil ? Self.loadHours : nil) + "."
        ]
        if let since { lines.append(words.shift(milliseconds: since) + ".") }
        if let began = shift?.onBreakSince {
            lines.append(words.onBreak(milliseconds: now.boot.millisecondsSince(began)) + ".")
        } else {
            let ended = shift?.lastBreakEnded.map { now.boot.millisecondsSince($0) }
            lines.append(words.lastBreak(milliseconds: ended) + ".")
        }
        return lines
    }

    func isOnBreak(_ account: Account) -> Bool {
        station.people.shifts.shift(of: account.id, at: station.now().boot)?.onBreakSince != nil
    }

    /// Looked back over while nobody said when the shift began, in hours: a long shift.
    private static let loadHours = 12
}
