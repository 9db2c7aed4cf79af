import Drivers
import Glibc
import SerialPort
import SignalCore
import Synchronization
import Testing
import Threads

@testable import Link

/// A directory of one test, removed with all its files after it.
private final class ScratchFolder: Sendable {
    let path = "/tmp/spotter-series-\(getpid())-\(UInt32.random(in: 0 ... .max))"

    deinit {
        for name in FolderCall.names(in: path) { unlink("\(path)/\(name)") }
        rmdir(path)
    }
}

@Suite("Rotating recorder", .timeLimit(.minutes(1)))
struct RotatingRecorderTests {
    private let folder = ScratchFolder()

    private func series(
        fileBytes: Int = 1_000, totalBytes: Int = 4_000, minutes: Int64 = 15
    ) -> RecordingSeries {
        RecordingSeries(
            directory: folder.path, name: "seat-3", fileBytes: fileBytes, fileMinutes: minutes,
            totalBytes: totalBytes)
    }

    private func write(_ bytes: [UInt8], _ reel: inout RecordingReel, at milliseconds: Int64) {
        reel.write(bytes.span, at: BootTime(milliseconds: milliseconds))
    }

    private func chunks(_ file: RecordingSeries.File) throws -> [Recording.Chunk] {
        var reader = try RecordingReader(path: file.path)
        var chunks: [Recording.Chunk] = []
        while let chunk = try reader.next() { chunks.append(chunk) }
        return chunks
    }

    private let read = [UInt8](repeating: 7, count: 88)

    @Test("files of limited size, the newest kept, together never above the total")
    func size() throws {
        let series = series()
        var reel = RecordingReel(series) { Issue.record("\($0)") }
        for number in 0..<100 {
            write(read, &reel, at: Int64(number) * 10)
            let files = series.files()
            #expect(files.reduce(0) { $0 + $1.byteCount } <= 4_000)
            #expect(files.allSatisfy { $0.byteCount <= 1_000 })
        }
        // 9 reads of 100 bytes go into 1000 with the heading: 12 files, the last with one.
        let files = series.files()
        #expect(files.map(\.number) == [9, 10, 11, 12])
        #expect(try files.map { try chunks($0).count } == [9, 9, 9, 1])
        #expect(files.map { $0.beganAt.milliseconds } == [720, 810, 900, 990])
    }

    @Test func time() throws {
        let series = series(fileBytes: 100_000, totalBytes: 1_000_000, minutes: 2)
        var reel = RecordingReel(series) { Issue.record("\($0)") }
        for second in 0..<300 { write(read, &reel, at: Int64(second) * 1_000) }
        #expect(series.files().map { $0.beganAt.seconds } == [0, 120, 240])
    }

    @Test("numbers go on where an earlier run stopped, whatever that boot's clock said")
    func order() throws {
        let series = series()
        #expect(series.makeRoom() == 1)
        for name in [
            "seat-3-00000007-aaaaaaaa-99000000.rec", "seat-3-00000006-bbbbbbbb-5.rec",
        ] {
            var file = try ByteFile(creating: "\(folder.path)/\(name)")
            try file.write(Recording.magic)
        }
        var reel = RecordingReel(series) { Issue.record("\($0)") }
        write(read, &reel, at: 1_000)
        #expect(series.files().map(\.number) == [6, 7, 8])
        #expect(series.files().map(\.boot) == ["bbbbbbbb", "aaaaaaaa", RecordingSeries.boot])
        #expect(RecordingSeries.boot.count == 8)
    }

    @Test("other files in the directory are left alone")
    func strangers() throws {
        let series = series(fileBytes: 200, totalBytes: 200)
        _ = series.makeRoom()
        let strangers = [
            "seat-31-00000001-aaaaaaaa-5.rec", "seat-3-1-00000001-aaaaaaaa-5.rec", "notes.txt",
            "seat-3-x-aaaaaaaa-5.rec", "seat-3-00000001-aaaaaaaa-5.rec.part",
        ]
        for name in strangers {
            var file = try ByteFile(creating: "\(folder.path)/\(name)")
            try file.write([UInt8](repeating: 1, count: 500))
        }
        var reel = RecordingReel(series) { Issue.record("\($0)") }
        for number in 0..<10 { write(read, &reel, at: Int64(number)) }
        #expect(series.files().count == 1)
        #expect(Set(FolderCall.names(in: folder.path)).isSuperset(of: strangers))
    }

    @Test("the files that cover a stretch of time, and no others")
    func covering() throws {
        let series = series(fileBytes: 320, totalBytes: 100_000)
        var reel = RecordingReel(series) { Issue.record("\($0)") }
        // Three reads a file: 0-20, 30-50, 60-80, then nothing until 500-520.
        for at: Int64 in [0, 10, 20, 30, 40, 50, 60, 70, 80, 500, 510, 520] {
            write(read, &reel, at: at)
        }
        func numbers(_ from: Int64, _ to: Int64) -> [UInt64] {
            series.files(covering: BootTime(milliseconds: from)...BootTime(milliseconds: to))
                .map(\.number)
        }
        #expect(numbers(0, 1_000) == [1, 2, 3, 4])
        #expect(numbers(35, 65) == [2, 3])
        #expect(numbers(20, 20) == [1])
        #expect(numbers(21, 29) == [])
        #expect(numbers(81, 499) == [])
        #expect(numbers(80, 500) == [3, 4])
        #expect(numbers(521, 9_999) == [])
    }

    @Test("trouble with the disk is told once and never disturbs the reading")
    func trouble() throws {
        let told = Told()
        // A file stands where the directory should be.
        var blocker: ByteFile? = try ByteFile(creating: folder.path)
        try blocker?.write([1])
        blocker = nil
        let series = series(fileBytes: 100_000, totalBytes: 1_000_000)
        var reel = RecordingReel(series) { why in told.all.withLock { $0.append(why) } }
        for second in 0..<200 { write(read, &reel, at: Int64(second) * 1_000) }
        #expect(told.all.withLock { $0.count } == 1)
        unlink(folder.path)
        for second in 200..<300 { write(read, &reel, at: Int64(second) * 1_000) }
        #expect(told.all.withLock { $0.count } == 1)
        let began = try #require(series.files().first?.beganAt.seconds)
        #expect(began == 240, "it is tried again after each minute")
    }

    private final class Told: Sendable {
        let all = Mutex<[String]>([])
    }

    @Test("a directory that is none does not disturb the reading")
    func noDirectory() throws {
        let line = ScriptedLine()
        let told = Told()
        var recorder = RotatingRecorder(
            try line.opened(),
            series: RecordingSeries(directory: "/dev/full", name: "seat-1")
        ) { why in told.all.withLock { $0.append(why) } }
        var room = [UInt8](repeating: 0, count: 64)
        for _ in 0..<5 {
            line.send([1, 2, 3])
            #expect(try recorder.read(into: &room) == 3)
        }
        #expect(told.all.withLock { $0.count } == 1)
    }

    @Test("what comes through a recorded link is in the series, opening by opening")
    func throughALink() async throws {
        let line = ScriptedLine()
        let notes = LinkNotes()
        let series = series(fileBytes: 100_000, totalBytes: 1_000_000)
        let link = Link.start(family: .contecV7, sink: notes) {
            () throws(SerialPortError) in RotatingRecorder(try line.opened(), series: series)
        }
        line.send(Frames.steady(6))
        #expect(await eventually { notes.last == .streaming })
        line.hangUp()
        #expect(await eventually { line.openings == 2 })
        line.send(Frames.steady(4))
        #expect(await eventually { notes.last == .streaming })
        link.stop()
        let files = series.files()
        #expect(files.map(\.number) == [1, 2])
        #expect(try chunks(files[0]).flatMap(\.bytes) == Frames.steady(6))
        #expect(try chunks(files[1]).flatMap(\.bytes) == Frames.steady(4))
        let now = BootClock.now()
        #expect(series.files(covering: now.adding(milliseconds: -60_000)...now) == files)
    }
}
