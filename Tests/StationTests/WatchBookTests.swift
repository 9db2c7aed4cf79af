import Alerts
import Ledger
import ResponseLog
import Testing

@testable import Station

@Suite("The watch book")
struct WatchBookTests {
    private func start(_ watch: EntryID, seat: Int?) -> WatchStart {
        WatchStart(
            watch: watch, handle: "KITE 7", seat: seat, origin: .person, hasOximeter: true,
            drill: false, limits: .spotterDefaults)
    }

    private func entry(_ fact: Fact, id: EntryID = .random(), index: Int64 = 0) -> LogEntry {
        LogEntry(
            entry: id, index: index, kind: fact.kind, occurredUnixMilliseconds: 1,
            recordedUnixMilliseconds: 1, utcOffsetMinutes: 0, certainty: .seen, didBy: nil,
            wroteBy: nil, fact: fact)
    }

    private func open(_ book: WatchBook, seat: Int?) -> (WatchStart, Bool) {
        let made = start(.random(), seat: seat)
        let (given, opened) = book.open(seat: seat) { _ in (made, entry(.watchStarted(made))) }
        return (given, opened)
    }

    @Test("two tablets that start a watch at one seat get the same watch")
    func oneWatchPerSeat() async {
        let book = WatchBook()
        let watches = await withTaskGroup(of: EntryID.self) { group in
            for _ in 0..<50 { group.addTask { open(book, seat: 3).0.watch } }
            return await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(watches.count == 1)
    }

    @Test("people away from every seat never share a watch")
    func away() {
        let book = WatchBook()
        #expect(open(book, seat: nil).0.watch != open(book, seat: nil).0.watch)
    }

    @Test("an entry that waited for the disk is replaced by the written one, never doubled")
    func waiting() throws {
        let book = WatchBook()
        let watch = open(book, seat: 1).0.watch
        let id = EntryID.random()
        let fact = Fact.care(Care(watch: watch, incident: nil, act: .note("x")))
        book.add(entry(fact, id: id, index: LogEntry.waitingIndex))
        book.add(entry(fact, id: id, index: 7))
        book.add(entry(fact, id: id, index: 7))
        let indexes = try #require(book.entries(watch)).filter { $0.entry == id }.map(\.index)
        #expect(indexes == [7])
    }

    @Test("the end of a response reaches every watch in it")
    func incidentClosed() throws {
        let book = WatchBook()
        let watch = open(book, seat: 1).0.watch
        let incident = EntryID.random()
        book.add(
            entry(
                .incidentOpened(
                    IncidentStart(incident: incident, watch: watch, origin: .tile, drill: false)),
                index: 1))
        #expect(book.record(watch)?.openIncident == incident)
        let reached = book.add(
            entry(.incidentClosed(incident: incident, outcome: .unknown), index: 2))
        #expect(reached == [watch])
        #expect(book.record(watch)?.openIncident == nil)
    }

    @Test("a handle is a random id of its own in each watch")
    func people() {
        let book = WatchBook()
        let (first, second) = (open(book, seat: 1).0.watch, open(book, seat: 2).0.watch)
        let one = book.person("ASH 1", in: first)
        #expect(one.isNew)
        #expect(book.person("ASH 1", in: first) == (one.id, false))
        #expect(book.person("ASH 1", in: second).id != one.id)
    }
}
