import Drivers
import SignalCore
import Testing

/// A device in a test: what it sends for a command, and how many milliseconds later.
protocol ScriptedDevice {
    mutating func hear(_ command: [UInt8], at milliseconds: Int64) -> [(Int64, [UInt8])]
}

/// A download driven against a scripted device on a clock of the test's own.
struct DownloadRun {
    private(set) var commands: [(at: Int64, bytes: [UInt8])] = []
    private(set) var ready: [DownloadedSession] = []
    private(set) var progress: [DownloadProgress] = []
    private(set) var found: [StoredSession] = []
    private(set) var outcome: DownloadOutcome?
    /// How long it took.
    private(set) var milliseconds: Int64 = 0

    /// 2026-11-22 12:00:00, by the station's own clock.
    static let today = DeviceDate(
        year: 2026, month: 11, day: 22, hour: 12, minute: 0, second: 0)

    /// Runs to the end, or for an hour.
    init(
        _ family: Family, _ device: inout some ScriptedDevice,
        holding: Set<StoredSession.Identity> = [], hostDate: DeviceDate? = today,
        bytewise: Bool = false
    ) throws {
        let zero = BootTime(seconds: 500)
        var download = try #require(
            StoredDownload(family, holding: holding, hostDate: hostDate, at: zero))
        var waiting: [(at: Int64, bytes: [UInt8])] = []
        while download.outcome == nil && milliseconds < 3_600_000 {
            let now = zero.adding(milliseconds: milliseconds)
            while let command = download.next(at: now) {
                commands.append((milliseconds, command))
                for (delay, bytes) in device.hear(command, at: milliseconds) {
                    waiting.append((milliseconds + delay, bytes))
                }
                waiting.sort { $0.at < $1.at }
            }
            guard download.outcome == nil else { break }
            let due = download.due.millisecondsSince(zero)
            try #require(due > milliseconds, "nothing to say, and due at once")
            milliseconds = min(due, waiting.first?.at ?? due)
            while let next = waiting.first, next.at <= milliseconds {
                waiting.removeFirst()
                let at = zero.adding(milliseconds: milliseconds)
                for chunk in bytewise ? next.bytes.map({ [$0] }) : [next.bytes] {
                    download.take(chunk.span, at: at)
                }
            }
            if let now = download.progress, now != progress.last { progress.append(now) }
            ready += download.takeReady()
        }
        found = download.found
        outcome = download.outcome
        ready += download.takeReady()
    }
}

@Suite("Download: clocks of devices")
struct DownloadClockTests {
    @Test("a date is one that a calendar has")
    func dates() {
        func date(_ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0) -> DeviceDate? {
            DeviceDate(year: year, month: month, day: day, hour: hour, minute: 0, second: 0)
        }
        #expect(date(2024, 2, 29) != nil)
        #expect(date(2023, 2, 29) == nil)
        #expect(date(2100, 2, 29) == nil)
        #expect(date(2000, 2, 29) != nil)
        #expect(date(2000, 0, 15) == nil)
        #expect(date(2021, 13, 1) == nil)
        #expect(date(2021, 4, 31) == nil)
        #expect(date(2021, 5, 0) == nil)
        #expect(date(2021, 5, 1, 24) == nil)
        #expect(
            DeviceDate(year: 2021, month: 5, day: 1, hour: 0, minute: 60, second: 0) == nil)
        #expect(
            DeviceDate(year: 2021, month: 5, day: 1, hour: 0, minute: 0, second: 60) == nil)
        #expect(date(2021, 5, 1, 7)?.text == "2021-05-01 07:00:00")
    }

    @Test("dates are in order")
    func order() throws {
        let texts = [(2020, 12, 31, 23), (2021, 1, 1, 0), (2021, 1, 2, 0), (2021, 2, 1, 0)]
        let dates = try texts.map {
            try #require(
                DeviceDate(year: $0.0, month: $0.1, day: $0.2, hour: $0.3, minute: 0, second: 0))
        }
        #expect(dates == dates.sorted())
        #expect(dates[0] < dates[1])
        #expect(!(dates[1] < dates[1]))
    }

    @Test(
        "only two families' memories are read",
        arguments: Family.allCases)
    func families(family: Family) {
        let download = StoredDownload(family, hostDate: nil, at: BootTime(seconds: 0))
        #expect((download != nil) == [.contecV7, .contecHID].contains(family))
    }
}
