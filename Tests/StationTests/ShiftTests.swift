import Ledger
import ResponseLog
import SignalCore
import Testing

@testable import Station

@Suite("One's own shift")
struct ShiftTests {
    private func at(_ minutes: Int64) -> BootTime { BootTime(milliseconds: minutes * 60_000) }

    @Test("touches of a shift and its breaks, in any order, and after sixteen hours none of it")
    func touches() {
        let board = ShiftBoard()
        let (ash, oak) = (EntryID.random(), EntryID.random())
        #expect(board.shift(of: ash, at: at(0)) == nil)
        // Back without a break, and a break without a shift, are no errors.
        board.take(.back, by: ash, at: at(1))
        #expect(board.shift(of: ash, at: at(1))?.lastBreakEnded == nil)
        board.take(.onBreak, by: ash, at: at(2))
        board.take(.onBreak, by: ash, at: at(5))
        #expect(board.shift(of: ash, at: at(6))?.onBreakSince == at(2))
        board.take(.back, by: ash, at: at(7))
        #expect(board.shift(of: ash, at: at(7))?.onBreakSince == nil)
        #expect(board.shift(of: ash, at: at(7))?.lastBreakEnded == at(7))
        board.take(.began, by: ash, at: at(10))
        #expect(board.shift(of: ash, at: at(10))?.began == at(10))
        #expect(board.shift(of: ash, at: at(10))?.lastBreakEnded == nil, "of the shift before")
        #expect(board.shift(of: oak, at: at(10)) == nil)
        #expect(board.shift(of: ash, at: at(10 + 16 * 60 - 1)) != nil)
        #expect(board.shift(of: ash, at: at(10 + 16 * 60)) == nil)
        board.take(.began, by: ash, at: at(0))
        board.take(.forget, by: ash, at: at(1))
        #expect(board.shift(of: ash, at: at(1)) == nil)
    }

    @Test("joined is each response one did something in, at the last own moment; never a drill")
    func joined() {
        let (watch, first, second) = (EntryID.random(), EntryID.random(), EntryID.random())
        func start(drill: Bool) -> Fact {
            .watchStarted(
                WatchStart(
                    watch: watch, handle: "KITE 7", seat: 1, origin: .response,
                    hasOximeter: false, drill: drill, limits: [:], limitsVersion: 1,
                    limitsAuthor: "test"))
        }
        func opened(_ id: EntryID) -> Fact { .incidentJoined(incident: id, watch: watch) }
        func closed(_ id: EntryID) -> Fact {
            .incidentClosed(incident: id, outcome: .awakeStayed)
        }
        let note = Fact.note(watch: watch)
        func entries(drill: Bool) -> [LogEntry] {
            let facts: [(Fact, String?)] = [
                (start(drill: drill), "me"), (note, "me"), (opened(first), "other"),
                (note, "me"), (closed(first), "other"), (note, "me"), (opened(second), "other"),
                (note, "other"), (closed(second), nil),
            ]
            return facts.enumerated().map { number, fact in
                LogEntry(
                    entry: .random(), index: Int64(number), kind: fact.0.kind,
                    occurredUnixMilliseconds: Int64(number), recordedUnixMilliseconds: 0,
                    utcOffsetMinutes: 0, certainty: .seen, didBy: fact.1, wroteBy: "writer",
                    fact: fact.0)
            }
        }
        #expect(Station.joined(entries(drill: false), by: ["me"]) == [first: 3])
        #expect(Station.joined(entries(drill: false), by: ["other"]) == [first: 4, second: 7])
        #expect(Station.joined(entries(drill: false), by: ["writer"]) == [second: 8])
        #expect(Station.joined(entries(drill: true), by: ["me", "other"]).isEmpty)
        #expect(Station.joined(entries(drill: false), by: []).isEmpty)
    }
}

extension Fact {
    fileprivate static func note(watch: EntryID) -> Fact {
        .care(Care(watch: watch, incident: nil, act: .note("a")))
    }
}
