import Alerts
import Ledger
import ResponseLog
import SignalCore
import Store
import Threads

extension EntryDraft {
    /// The draft of a fact. `occurred` nil means now; without a console it is the station's own.
    init(
        id: EntryID = .random(), _ fact: Fact, occurred: BootTime?, certainty: Certainty = .seen,
        by: String?, console: String? = Doer.station.console
    ) {
        let moment = occurred ?? BootClock.now()
        self.init(
            id: id, stream: fact.stream, kind: fact.kind, kindVersion: Fact.kindVersion,
            occurred: .boottime(milliseconds: moment.milliseconds), certainty: certainty,
            didBy: by, wroteBy: by, console: console, payload: fact.payload)
    }

    /// The entry as screens show it until the ledger has it.
    func waiting(_ stamp: LogStamp) -> LogEntry {
        LogEntry(
            entry: id, index: LogEntry.waitingIndex, kind: kind,
            occurredUnixMilliseconds: stamp.unixMilliseconds(of: occurred),
            recordedUnixMilliseconds: stamp.recordedUnixMilliseconds,
            utcOffsetMinutes: stamp.utcOffsetMinutes, certainty: certainty, didBy: didBy,
            wroteBy: wroteBy,
            writtenBy: LogEntry.Clocks(
                boot: stamp.boot, unixMilliseconds: stamp.recordedUnixMilliseconds,
                boottimeMilliseconds: stamp.boottimeMilliseconds),
            fact: try? Fact(kind: kind, version: kindVersion, payload: payload))
    }
}

extension WatchStart {
    /// A watch that begins now under these limits.
    init(
        watch: EntryID, handle: String, seat: Int?, origin: Origin, hasOximeter: Bool, drill: Bool,
        limits: Limits
    ) {
        self.init(
            watch: watch, handle: handle, seat: seat.map(Int64.init), origin: origin,
            hasOximeter: hasOximeter, drill: drill,
            limits: Dictionary(
                limits.fields.map { ($0.name, Int64($0.value)) }, uniquingKeysWith: { $1 }),
            limitsVersion: Int64(limits.version), limitsAuthor: limits.author)
    }
}

extension OpenedWatch {
    /// A new watch, for the alert thread.
    init(_ start: WatchStart, limits: Limits, _ stamp: LogStamp, place: Int) {
        self.init(
            start: start, place: place,
            startedAt: BootTime(milliseconds: stamp.boottimeMilliseconds), limits: limits,
            restored: nil, care: CareNow())
    }
}
