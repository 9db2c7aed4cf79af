import Ledger
import ResponseLog
import SignalCore

/// Places moments of the ledger on the clock that counts from boot.
///
/// Wall time alone cannot: a clock that was set back would put what was seen before it after what
/// was seen since, and a timer hours late. So each entry is placed by the clocks it was written by.
struct BootPlace: Sendable {
    private let boot: String
    private let unixAtBoot: Int64
    private let unixNow: Int64

    init(_ stamp: LogStamp) {
        boot = stamp.boot
        unixAtBoot = stamp.recordedUnixMilliseconds - stamp.boottimeMilliseconds
        unixNow = stamp.recordedUnixMilliseconds
    }

    /// The moment on the boot clock; negative when it lies before this boot.
    func boot(_ unixMilliseconds: Int64) -> BootTime {
        BootTime(milliseconds: unixMilliseconds - unixAtBoot)
    }

    /// A watch folded with every moment as today's wall clock would have said it, ready for `boot`.
    func record(_ watch: EntryID, _ entries: [LogEntry]) -> WatchRecord? {
        WatchRecord(watch: watch, entries: entries.map(retold))
    }

    private func retold(_ entry: LogEntry) -> LogEntry {
        var entry = entry
        entry.occurredUnixMilliseconds = retold(entry.occurredUnixMilliseconds, entry.writtenBy)
        if case .corrected(var correction) = entry.fact,
            case .moved(let time) = correction.change
        {
            correction.change = .moved(toUnixMilliseconds: retold(time, entry.writtenBy))
            entry.fact = .corrected(correction)
        }
        return entry
    }

    /// What an earlier boot wrote lies before this one, whatever the clock says now; and nothing lies
    /// in a time to come, which would stop the timers until then.
    private func retold(_ unixMilliseconds: Int64, _ clocks: LogEntry.Clocks?) -> Int64 {
        guard let clocks else { return min(unixMilliseconds, unixNow) }
        guard clocks.boot == boot else { return min(unixMilliseconds, unixAtBoot) }
        return min(unixMilliseconds + (unixAtBoot - clocks.unixMillisecondsAtBoot), unixNow)
    }
}
