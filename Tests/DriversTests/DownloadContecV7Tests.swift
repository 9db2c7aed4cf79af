import Drivers
import SignalCore
import Testing

@Suite("Download: Contec V7")
struct DownloadContecV7Tests {
    static func seconds(_ count: Int, seed: UInt64, perfusion: Bool = false) -> [StoredSecond] {
        var random = SplitMix(seed: seed)
        return (0..<count).map { _ in
            guard random.next() % 8 > 0 else { return StoredSecond() }
            return StoredSecond(
                spo2Percent: UInt8(70 + random.next() % 30),
                pulseBpm: UInt16(40 + random.next() % 180),
                perfusionHundredths: perfusion ? UInt16(random.next() % 2000) : nil)
        }
    }

    private static func device() -> ScriptedContecV7 {
        ScriptedContecV7([
            .init(seconds: seconds(213, seed: 1)),
            .init(start: [20, 14, 8, 19, 1, 2, 3], seconds: seconds(146, seed: 2)),
            .init(user: 1, start: [20, 25, 1, 31, 0, 0, 0], seconds: seconds(700, seed: 3)),
        ])
    }

    @Test("everything comes over, in the vendor's order, and nothing else is asked")
    func whole() throws {
        var device = Self.device()
        let run = try DownloadRun(.contecV7, &device)
        #expect(run.outcome?.ending == .complete)
        #expect(run.outcome?.failed == [])
        #expect(run.ready.map(\.seconds) == device.sessions.map(\.seconds))
        #expect(run.ready.map(\.session) == run.outcome?.finished)
        #expect(device.faults == [])
        let list: [UInt8] = [
            0xA7, 0xA2, 0xAC, 0xAD, 0xA3, 0xAB, 0xA4, 0xA5, 0xA4, 0xA5, 0xA3, 0xAB, 0xA4, 0xA5,
        ]
        let fetch: [UInt8] = [0xAF, 0xA7, 0xA2, 0xA6]
        #expect(device.heard == list + fetch + fetch + fetch)
        #expect(run.milliseconds < 3000)
        let first = try #require(run.found.first)
        #expect(first.identity.seconds == 213)
        #expect(first.start.text == "2014-08-18 22:30:05")
        #expect(first.userName == "user")
        #expect(run.found.map(\.identity.user) == [0, 0, 1])
        #expect(run.found.map(\.identity.segment) == [0, 1, 0])
    }

    @Test("how far it is")
    func progress() throws {
        var device = Self.device()
        let run = try DownloadRun(.contecV7, &device)
        #expect(run.progress.first?.sessions == 3)
        #expect(run.progress.map(\.session) == run.progress.map(\.session).sorted())
        let last = run.progress.filter { $0.session == 3 }
        #expect(last.map(\.seconds) == last.map(\.seconds).sorted())
        #expect(last.count > 5)
        #expect(last.allSatisfy { $0.announcedSeconds == 700 })
    }

    @Test("24 hours")
    func day() throws {
        var device = ScriptedContecV7([.init(seconds: Self.seconds(86_400, seed: 4))])
        let run = try DownloadRun(.contecV7, &device)
        #expect(run.ready.first?.seconds == device.sessions[0].seconds)
        #expect(run.milliseconds < 30_000)
    }

    @Test("byte by byte, and lengths that do not fill the last packet", arguments: 1...7)
    func lengths(count: Int) throws {
        for hasPerfusion in [false, true] {
            var device = ScriptedContecV7([
                .init(seconds: Self.seconds(count, seed: UInt64(count), perfusion: hasPerfusion))
            ])
            device.hasPerfusion = hasPerfusion
            let run = try DownloadRun(.contecV7, &device, bytewise: true)
            #expect(run.ready.map(\.seconds) == device.sessions.map(\.seconds))
        }
    }

    /// What the device says about the perfusion index is only a first guess at the length.
    @Test("a device with a perfusion index, whatever it says", arguments: [true, false])
    func perfusion(claims: Bool) throws {
        var device = ScriptedContecV7([.init(seconds: Self.seconds(300, seed: 5, perfusion: true))])
        device.hasPerfusion = true
        device.claimsPerfusion = claims
        let run = try DownloadRun(.contecV7, &device)
        #expect(run.ready.map(\.seconds) == device.sessions.map(\.seconds))
        #expect(run.found.first?.identity.seconds == (claims ? 300 : 600))
        #expect(run.progress.last?.announcedSeconds == 300)
    }

    @Test("a device without one that claims it")
    func noPerfusion() throws {
        var device = ScriptedContecV7([.init(seconds: Self.seconds(301, seed: 5))])
        device.claimsPerfusion = true
        let run = try DownloadRun(.contecV7, &device)
        #expect(run.ready.map(\.seconds) == device.sessions.map(\.seconds))
    }

    @Test("any one answer may get lost, or two in a row", arguments: 0..<26)
    func lostAnswer(number: Int) throws {
        for lost in [[number], [number, number + 1]] {
            var device = Self.device()
            device.lost = Set(lost)
            let run = try DownloadRun(.contecV7, &device)
            #expect(run.outcome?.ending == .complete, "lost \(lost)")
            #expect(run.ready.map(\.seconds) == device.sessions.map(\.seconds), "lost \(lost)")
            #expect(device.faults == [])
            #expect(
                run.found.map(\.start.text) == [
                    "2014-08-18 22:30:05", "2014-08-19 01:02:03", "2025-01-31 00:00:00",
                ])
        }
    }

    @Test("a silent device is asked three times a second apart, and given up")
    func silentDevice() throws {
        var device = Self.device()
        device.lost = Set(0..<1000)
        let run = try DownloadRun(.contecV7, &device)
        #expect(run.outcome?.ending == .stopped(.noAnswer))
        #expect(run.ready.isEmpty)
        #expect(run.commands.prefix(4).map(\.at) == [0, 1000, 2000, 3000])
        #expect(device.heard == [0xA7, 0xA7, 0xA7, 0xA2, 0xA2, 0xA2, 0xAC, 0xAC, 0xAC])
        #expect(run.milliseconds == 9000)
    }

    @Test("a lost packet: stopped, and the session asked for again from its start")
    func lostPacket() throws {
        var device = Self.device()
        device.lostPackets = [[], [3]]
        let run = try DownloadRun(.contecV7, &device)
        #expect(run.ready.map(\.seconds) == device.sessions.map(\.seconds))
        let tail: [UInt8] = [
            0xAF, 0xA7, 0xA2, 0xA6, 0xAF, 0xA7, 0xA2, 0xA6, 0xA7, 0xA6, 0xAF, 0xA7, 0xA2, 0xA6,
        ]
        #expect(Array(device.heard.suffix(14)) == tail)
    }

    /// Seen by `reox/aqwaver`: two or three packets more. They must not become the next try's first.
    @Test("packets that come after the end of a download are nobody's", arguments: [1, 3, 12])
    func strayPackets(count: Int) throws {
        var device = Self.device()
        device.strayPackets = count
        device.lostPackets = [[], [3]]
        let run = try DownloadRun(.contecV7, &device)
        #expect(run.outcome?.failed == [])
        #expect(run.ready.map(\.seconds) == device.sessions.map(\.seconds))
        #expect(device.faults == [])
    }

    @Test(
        "a damaged byte cannot pass for data, even where the length would still fit",
        arguments: 0..<24)
    func damage(place: Int) throws {
        var device = ScriptedContecV7([.init(seconds: Self.seconds(100, seed: 6))])
        device.damagedBytes = [260 - place]
        let run = try DownloadRun(.contecV7, &device)
        #expect(run.ready.map(\.seconds) == device.sessions.map(\.seconds))
        #expect(device.heard.suffix(2) == [0xA7, 0xA6])
        // It is stopped at once, not after a second of silence.
        let asked = try #require(run.commands.first { $0.bytes[2] == 0xA6 }).at
        #expect(
            run.commands.contains { $0.bytes[2] == 0xA7 && (asked..<asked + 500).contains($0.at) })
    }

    @Test("after three tries the session is given up, and the next one fetched")
    func alwaysShort() throws {
        var device = Self.device()
        device.lostPackets = [[0], [0, 1], [5, 6, 7]]
        let run = try DownloadRun(.contecV7, &device)
        #expect(run.outcome?.ending == .complete)
        #expect(run.outcome?.failed.map(\.why) == [.brokeOff(seconds: 210)])
        #expect(run.outcome?.failed.map(\.session) == [run.found[0]])
        #expect(run.ready.map(\.seconds) == device.sessions.dropFirst().map(\.seconds))
        #expect(device.faults == [])
    }

    @Test(
        "a device that records",
        arguments: [
            (
                ScriptedContecV7.Recording.saysSo, DownloadOutcome.Ending.stopped(.recording),
                DownloadFault.recording
            ),
            (.saysNothing, .stopped(.noAnswer), .noAnswer),
            (.saysUnsupported, .complete, .refused(reason: 5)),
        ])
    func recording(
        how: ScriptedContecV7.Recording, ending: DownloadOutcome.Ending, why: DownloadFault
    ) throws {
        var device = Self.device()
        device.recording = how
        let run = try DownloadRun(.contecV7, &device)
        #expect(run.outcome?.ending == ending)
        #expect(run.outcome?.failed.map(\.why) == [why, why, why])
        #expect(run.ready.isEmpty)
    }

    @Test("a device that leaves in the middle")
    func leaves() throws {
        var device = Self.device()
        device.leavesAt = 18
        let run = try DownloadRun(.contecV7, &device)
        #expect(run.outcome?.ending == .stopped(.deviceLeft(reason: 1)))
        #expect(run.outcome?.finished.count == 1)
        #expect(run.outcome?.failed.count == 2)
    }

    @Test("nothing stored: no segments, or one of no length")
    func nothing() throws {
        for sessions in [[], [ScriptedContecV7.Session(seconds: [])]] {
            var device = ScriptedContecV7(sessions)
            let run = try DownloadRun(.contecV7, &device)
            #expect(run.outcome?.ending == .nothingStored)
            #expect(run.found.isEmpty)
            #expect(!device.heard.contains(0xA6))
        }
    }

    @Test("a device that does not count its users has one")
    func noUsers() throws {
        var device = ScriptedContecV7([.init(seconds: Self.seconds(30, seed: 7))])
        device.countsUsers = false
        let run = try DownloadRun(.contecV7, &device)
        #expect(run.ready.map(\.seconds) == device.sessions.map(\.seconds))
    }

    @Test("sessions the caller holds are listed and not fetched")
    func resume() throws {
        var device = Self.device()
        let first = try DownloadRun(.contecV7, &device)
        let held = Set([first.found[0].identity, first.found[2].identity])
        var again = Self.device()
        let run = try DownloadRun(.contecV7, &again, holding: held)
        #expect(run.found == first.found)
        #expect(run.outcome?.held == [first.found[0], first.found[2]])
        #expect(run.ready.map(\.seconds) == [device.sessions[1].seconds])
        #expect(again.heard.filter { $0 == 0xA6 }.count == 1)
        // A longer session in the same place is another one.
        var longer = Self.device()
        longer.sessions[0].seconds += Self.seconds(1, seed: 9)
        #expect(try DownloadRun(.contecV7, &longer, holding: held).ready.count == 2)
    }

    @Test("a session without a date is always fetched: nothing tells it from another")
    func resumeWithoutDate() throws {
        var device = ScriptedContecV7([.init(start: nil, seconds: Self.seconds(30, seed: 8))])
        let first = try DownloadRun(.contecV7, &device)
        let run = try DownloadRun(.contecV7, &device, holding: [first.found[0].identity])
        #expect(run.ready.count == 1)
        #expect(run.outcome?.held == [])
    }

    struct Clock: Sendable {
        let start: [UInt8]?
        let clock: DeviceClock
    }

    static let clocks = [
        Clock(start: nil, clock: .none),
        Clock(start: [20, 0, 0, 15, 0, 0, 0], clock: .unlikely("2000-00-15 00:00:00")),
        Clock(start: [0, 0, 0, 0, 22, 15, 0], clock: .unlikely("0000-00-00 22:15:00")),
        Clock(start: [20, 9, 8, 18, 22, 30, 5], clock: .unlikely("2009-08-18 22:30:05")),
        Clock(start: [20, 26, 11, 22, 12, 0, 1], clock: .unlikely("2026-11-22 12:00:01")),
        Clock(
            start: [20, 26, 11, 22, 12, 0, 0],
            clock: .unverified(
                DeviceDate(year: 2026, month: 11, day: 22, hour: 12, minute: 0, second: 0)!)),
        Clock(
            start: [20, 14, 8, 18, 22, 30, 5],
            clock: .unverified(
                DeviceDate(year: 2014, month: 8, day: 18, hour: 22, minute: 30, second: 5)!)),
    ]

    @Test("a clock is none, unlikely or unverified", arguments: clocks)
    func clock(example: Clock) throws {
        var device = ScriptedContecV7([
            .init(start: example.start, seconds: Self.seconds(3, seed: 1))
        ])
        let run = try DownloadRun(.contecV7, &device)
        #expect(run.found.first?.start == example.clock)
    }

    @Test("a day alone is no start: midnight would be made up")
    func dayAlone() throws {
        var device = ScriptedContecV7([.init(seconds: Self.seconds(3, seed: 1))])
        device.tellsTime = false
        let run = try DownloadRun(.contecV7, &device)
        #expect(run.found.first?.start == .unlikely("2014-08-18"))
        #expect(run.found.first?.identity.start == nil)
        #expect(run.ready.count == 1)
    }

    @Test("without the station's date nothing is in the future")
    func noHostDate() throws {
        var device = ScriptedContecV7([
            .init(start: [20, 99, 1, 1, 0, 0, 0], seconds: Self.seconds(3, seed: 1))
        ])
        let run = try DownloadRun(.contecV7, &device, hostDate: nil)
        #expect(run.found.first?.start.text == "2099-01-01 00:00:00")
        guard case .unverified = run.found.first?.start else {
            Issue.record("not unverified")
            return
        }
    }

    /// The page's date: user 0, segment 0, 2014-08-18.
    @Test("the page's date packet")
    func pageDate() {
        #expect(v7Packet(0x07, [0, 0, 20, 14, 8, 18]) == hex("07 80 80 80 94 8E 88 92"))
    }
}
