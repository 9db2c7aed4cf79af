import Foundation
import Ledger
import Link
import ResponseLog
import SignalCore
import Store
import Synchronization
import Testing

@testable import Station

@Suite("Raw bytes of a watch on tape")
struct WatchTapeTests {
    /// A seat whose watch the test sets, and a folder of its own.
    private final class Seat: Sendable {
        let folder = NSTemporaryDirectory() + "spotter-tape-\(UUID().uuidString)"
        let watch = Mutex<EntryID?>(nil)
        let clock = Mutex<Int64>(0)
        let shelf: RecordingShelf

        init() throws {
            shelf = RecordingShelf(dataDirectory: folder)
            try FileManager.default.createDirectory(
                atPath: shelf.folder, withIntermediateDirectories: true)
        }

        deinit { try? FileManager.default.removeItem(atPath: folder) }

        func tape(fileBytes: Int = 1 << 20) -> WatchTape {
            WatchTape(shelf: shelf, fileBytes: fileBytes) {
                self.watch.withLock { $0.map { WatchTape.Owner(watch: $0) } }
            }
        }

        /// One read of so many bytes, 300 ms after the last.
        func read(_ bytes: [UInt8], on tape: WatchTape) {
            let now = clock.withLock { milliseconds in
                milliseconds += 300
                return milliseconds
            }
            tape.take(bytes.span, at: BootTime(milliseconds: now))
        }

        /// All bytes of a watch's files, in their order.
        func bytes(of watch: EntryID) throws -> [UInt8] {
            var all: [UInt8] = []
            for name in shelf.names(of: watch.text) {
                var reader = try RecordingReader(path: shelf.folder + "/" + name)
                while let chunk = try reader.next() { all += chunk.bytes }
            }
            return all
        }
    }

    @Test("nothing is written while nobody is watched; a watch's bytes are all there, in files")
    func rotation() throws {
        let seat = try Seat()
        let tape = seat.tape(fileBytes: 500)
        seat.read([1, 2, 3], on: tape)
        #expect(try FileManager.default.contentsOfDirectory(atPath: seat.shelf.folder).isEmpty)
        let watch = EntryID.random()
        seat.watch.withLock { $0 = watch }
        var written: [UInt8] = []
        for number in 0..<100 {
            let bytes = [UInt8](repeating: UInt8(number), count: 1 + number % 30)
            written += bytes
            seat.read(bytes, on: tape)
        }
        seat.watch.withLock { $0 = nil }
        let closed = tape.takeClosed()
        #expect(closed.count > 4)
        #expect(closed.map(\.name) == seat.shelf.names(of: watch.text))
        #expect(closed.allSatisfy { $0.owner.watch == watch })
        #expect(try seat.bytes(of: watch) == written)
        for name in closed.map(\.name) {
            let size = try #require(seat.shelf.bytes(of: name, longest: 600)?.count)
            #expect(size <= 500 + Recording.magic.count)
        }
        #expect(tape.takeClosed().isEmpty)
    }

    @Test("another watch has files of its own, and a restart goes on with the next number")
    func restart() throws {
        let seat = try Seat()
        let (first, second) = (EntryID.random(), EntryID.random())
        for (watch, byte) in [(first, UInt8(1)), (second, 2), (first, 3)] {
            let tape = seat.tape()
            seat.watch.withLock { $0 = watch }
            seat.read([byte], on: tape)
            tape.rest()
            #expect(tape.takeClosed().count == 1)
        }
        #expect(try seat.bytes(of: first) == [1, 3])
        #expect(try seat.bytes(of: second) == [2])
        #expect(seat.shelf.names(of: first.text).count == 2)
    }

    @Test("a folder that takes no file disturbs nobody")
    func noFolder() throws {
        let seat = try Seat()
        try FileManager.default.removeItem(atPath: seat.shelf.folder)
        let tape = seat.tape()
        seat.watch.withLock { $0 = EntryID.random() }
        for _ in 0..<3 { seat.read([1], on: tape) }
        tape.rest()
        #expect(tape.takeClosed().isEmpty)
    }

    @Test("when room is needed the oldest go first and those of a response never")
    func pruning() throws {
        let seat = try Seat()
        let watch = EntryID.random().text
        var names: [String] = []
        for number in 1...4 {
            let path = seat.shelf.path(watch: watch, number: number)
            try Data(repeating: 7, count: 100).write(to: URL(fileURLWithPath: path))
            names.append(String(path.split(separator: "/").last ?? ""))
        }
        names[0] = seat.shelf.keepForIncident(names[0])
        #expect(names[0].hasSuffix(".incident.rec"))
        #expect(seat.shelf.keepForIncident(names[0]) == names[0])
        seat.shelf.prune(toBytes: 200)
        #expect(seat.shelf.names(of: watch) == [names[0], names[3]])
        for cap: Int64 in [100, 0] {
            seat.shelf.prune(toBytes: cap)
            #expect(seat.shelf.names(of: watch) == [names[0]], "what a response pins stays")
        }
        #expect(seat.shelf.lastNumber(of: watch) == 1)
    }

    @Test("the minutes before a response began are kept with it, by the names they then have")
    func beforeTheResponse() throws {
        let seat = try Seat()
        let watch = EntryID.random()
        seat.watch.withLock { $0 = watch }
        let tape = seat.tape(fileBytes: 200)
        for number in 0..<30 { seat.read([UInt8](repeating: UInt8(number), count: 40), on: tape) }
        let library = TapeLibrary(shelf: seat.shelf)
        let before = library.drafts(for: tape.takeClosed())
        #expect(before.count > 3)
        tape.rest()
        let incident = EntryID.random()
        let last = tape.takeClosed().map {
            WatchTape.Closed(
                owner: WatchTape.Owner(watch: watch, incident: incident), name: $0.name)
        }
        #expect(last.count == 1)
        let kept = try library.drafts(for: last).map { draft -> KeptRecording in
            let fact = try Fact(
                kind: draft.kind, version: draft.kindVersion, payload: draft.payload)
            guard case .recordingKept(let kept) = fact else { throw CancellationError() }
            return kept
        }
        #expect(kept.map(\.name) == seat.shelf.names(of: watch.text))
        #expect(kept.count == before.count + 1)
        #expect(kept.allSatisfy { $0.incident == incident && $0.name.hasSuffix(".incident.rec") })
    }
}
