import Drivers
import Glibc
import Link
import SerialPort
import SignalCore
import SimulatedOximeter
import Synchronization
import Testing
import Threads

/// A file of one test, removed after it.
private final class ScratchFile: Sendable {
    let path = "/tmp/spotter-recording-\(getpid())-\(UInt32.random(in: 0 ... .max))"

    deinit { unlink(path) }

    func write(_ bytes: [UInt8]) throws {
        var file = try ByteFile(creating: path)
        try file.write(bytes.span)
    }
}

@Suite("Recorder and replay", .timeLimit(.minutes(1)))
struct RecordingTests {
    private let scratch = ScratchFile()

    /// Records reads through a scripted line, some milliseconds apart; gives what ended it.
    @discardableResult
    private func record(
        _ reads: [[UInt8]], apart milliseconds: Int = 0, limitBytes: Int = 1 << 20
    ) throws -> [String] {
        let ends = Ends()
        let line = ScriptedLine()
        var recorder = try Recorder(
            try line.opened(), to: scratch.path, limitBytes: limitBytes
        ) { why in ends.all.withLock { $0.append(why) } }
        var room = [UInt8](repeating: 0, count: 4_096)
        for bytes in reads {
            usleep(UInt32(milliseconds) * 1_000)
            line.send(bytes)
            let count = try recorder.read(into: &room)
            #expect(Array(room[..<count]) == bytes, "the reader gets what came, recorded or not")
        }
        return ends.all.withLock { $0 }
    }

    private final class Ends: Sendable {
        let all = Mutex<[String]>([])
    }

    private func chunks() throws -> [Recording.Chunk] {
        var reader = try RecordingReader(path: scratch.path)
        var chunks: [Recording.Chunk] = []
        while let chunk = try reader.next() { chunks.append(chunk) }
        return chunks
    }

    @Test func whatCameIsReadBackWithItsTimes() throws {
        let reads: [[UInt8]] = [[1], Array(repeating: 0x81, count: 4_096), Frames.steady(3)]
        #expect(try record(reads, apart: 20).isEmpty)
        let chunks = try chunks()
        #expect(chunks.map(\.bytes) == reads)
        #expect(chunks[0].nanoseconds == 0)
        #expect(chunks[1].nanoseconds >= 20_000_000)
        #expect(chunks[2].nanoseconds >= chunks[1].nanoseconds + 20_000_000)
    }

    @Test("a recording ends at its limit and says so; the reading goes on")
    func endsAtItsLimit() throws {
        let read = [UInt8](repeating: 7, count: 88)
        // Each chunk takes 100 bytes with its head.
        let ends = try record(Array(repeating: read, count: 5), limitBytes: 299)
        #expect(ends.count == 1)
        #expect(try chunks().map(\.bytes) == [read, read])
    }

    @Test func anExistingFileIsNeverWrittenOver() throws {
        try scratch.write([1, 2, 3])
        #expect(throws: ByteFileError.self) { try record([[1]]) }
        var file = try ByteFile(reading: scratch.path)
        var room = [UInt8](repeating: 0, count: 8)
        #expect(try file.read(into: &room) == 3)
    }

    @Test("a recording that was cut off ends with its last whole chunk", arguments: 1...24)
    func cutOff(missing: Int) throws {
        try record([[1, 2, 3], Array(repeating: 9, count: 12)])
        var whole = [UInt8](repeating: 0, count: 200)
        var file = try ByteFile(reading: scratch.path)
        let length = try file.read(into: &whole)
        unlink(scratch.path)
        try scratch.write(Array(whole[..<(length - missing)]))
        #expect(try chunks().map(\.bytes) == [[1, 2, 3]])
    }

    @Test("what is no recording is refused in a sentence", arguments: ["", "7D 81 A1", "SPOTTER-"])
    func refusesOtherFiles(text: String) throws {
        try scratch.write(Array(text.utf8))
        #expect(try !RecordingReader.isRecording(scratch.path))
        #expect(throws: ByteFileError.self) { try chunks() }
    }

    @Test func aDamagedLengthIsRefused() throws {
        let head: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0x7F]
        try scratch.write(Recording.magic + head)
        #expect(throws: ByteFileError.self) { try chunks() }
    }

    @Test("plays at the pace it was made, or faster", arguments: [1.0, 4.0])
    func playsAtItsPace(speed: Double) throws {
        try record([[1], [2], [3]], apart: 100)
        let length = try chunks()[2].nanoseconds
        var replay = try Replay(path: scratch.path, speed: speed)
        var room = [UInt8](repeating: 0, count: 16)
        var bytes: [UInt8] = []
        let began = BootClock.now()
        let limit = began.adding(milliseconds: 5_000)
        while replay.wait(until: limit, wake: nil) == .readable {
            let count = try replay.read(into: &room)
            bytes += room[..<count]
        }
        #expect(bytes == [1, 2, 3])
        let took = BootClock.now().nanoseconds - began.nanoseconds
        #expect(Double(took) >= Double(length) / speed)
        #expect(took < 4_000_000_000)
    }

    @Test("a small buffer gets a chunk in pieces")
    func givesAChunkInPieces() throws {
        try record([[1, 2, 3, 4, 5]])
        var replay = try Replay(path: scratch.path, speed: 1)
        var room = [UInt8](repeating: 0, count: 2)
        var counts: [Int] = []
        while replay.wait(until: BootClock.now().adding(milliseconds: 100), wake: nil) == .readable
        {
            counts.append(try replay.read(into: &room))
        }
        #expect(counts == [2, 2, 1])
    }

    @Test func aLinkReadsARecordingToItsEnd() async throws {
        try record([Frames.steady(6), Frames.steady(6)])
        let notes = LinkNotes()
        let path = scratch.path
        let link = Link.start(family: .contecV7, sink: notes) {
            () throws(SerialPortError) -> Replay in
            do {
                return try Replay(path: path, speed: 1)
            } catch {
                throw .notFound(path: path)
            }
        }
        #expect(await eventually { notes.states.contains(.gone) })
        link.stop()
        #expect(notes.states.starts(with: [.searching, .identifying, .streaming, .gone]))
        #expect(link.counters.frames >= 12)
    }
}

@Suite("What is no recording")
struct NoRecordingTests {
    @Test("a port is not opened to find out whether it is a recording", .timeLimit(.minutes(1)))
    func port() throws {
        let pty = try Pty()
        #expect(try !RecordingReader.isRecording(pty.path))
        #expect(try !RecordingReader.isRecording("/dev"))
        #expect(try !RecordingReader.isRecording("/nowhere/at/all"))
    }
}
