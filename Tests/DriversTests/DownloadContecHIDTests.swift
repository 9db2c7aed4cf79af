import Drivers
import SignalCore
import Testing

@Suite("Download: Contec HID")
struct DownloadContecHIDTests {
    private static func record(_ count: Int, seed: UInt64) -> ScriptedContecHID.Record {
        var random = SplitMix(seed: seed)
        func series(_ range: ClosedRange<Int>, _ none: Int) -> [Int] {
            let values = RandomSeries.make(
                &random, count: count, range: range, none: none, jump: 2)
            // Steps and artifacts that the manual mode can store as they are.
            return ManualRecordWriter(values.map { $0 == none ? nil : $0 }, head: 0xD3).stored
                .map { $0 ?? none }
        }
        return ScriptedContecHID.Record(oxygen: series(60...100, 127), pulse: series(40...220, 255))
    }

    private static func seconds(_ record: ScriptedContecHID.Record) -> [StoredSecond] {
        zip(record.oxygen, record.pulse).map { oxygen, pulse in
            StoredSecond(
                spo2Percent: oxygen == 127 ? nil : UInt8(oxygen),
                pulseBpm: pulse == 255 ? nil : UInt16(pulse))
        }
    }

    private static func autoDevice() -> ScriptedContecHID {
        ScriptedContecHID([record(500, seed: 1), record(37, seed: 2), record(1, seed: 3)])
    }

    private static func manualDevice() -> ScriptedContecHID {
        var device = ScriptedContecHID([record(610, seed: 4)])
        device.isAuto = false
        return device
    }

    @Test("automatic mode: all headings first, then each record's oxygen and pulse")
    func auto() throws {
        var device = Self.autoDevice()
        let run = try DownloadRun(.contecHID, &device)
        #expect(run.outcome?.ending == .complete)
        #expect(run.outcome?.failed == [])
        #expect(run.ready.map(\.seconds) == device.records.map(Self.seconds))
        let texts = [
            "7D 81 A7 80 80 80 80 80 80 7D 81 A2 80 80 80 80 80 80", "9B 7F 1A", "9F 1F",
            "9C 01 1D", "9C 01 1D", "9C 01 1D", "9D 04 01 01 01 00 00 00 24",
            "9D 04 02 01 01 00 00 00 25", "9D 04 01 01 02 00 00 00 25",
            "9D 04 02 01 02 00 00 00 26", "9D 04 01 01 03 00 00 00 26",
            "9D 04 02 01 03 00 00 00 27",
        ]
        #expect(device.heard == texts.map(hex))
        let first = try #require(run.found.first)
        #expect(first.userName == "user")
        #expect(first.identity.user == 1)
        #expect(first.start.text == "2025-07-05 16:59:01")
        #expect(run.found.map(\.identity.segment) == [1, 2, 3])
        #expect(run.found.map(\.identity.seconds) == [500, 37, 1])
        #expect(run.progress.map(\.session) == run.progress.map(\.session).sorted())
        #expect(run.progress.first?.sessions == 3)
    }

    @Test("manual mode")
    func manual() throws {
        var device = Self.manualDevice()
        let run = try DownloadRun(.contecHID, &device)
        #expect(run.outcome?.ending == .complete)
        #expect(run.ready.map(\.seconds) == device.records.map(Self.seconds))
        #expect(
            device.heard.dropFirst(2)
                == ["9F 1F", "A0 00 20", "A3 00 00 00 23", "A2 00 00 00 22"].map(hex)[...])
        #expect(run.found.first?.identity.segment == 0)
        #expect(run.found.first?.start.text == "2025-07-05 16:59:23")
    }

    @Test("byte by byte, and 24 hours")
    func bytewise() throws {
        for isAuto in [true, false] {
            var device = ScriptedContecHID([Self.record(86_400, seed: 5)])
            device.isAuto = isAuto
            let run = try DownloadRun(.contecHID, &device, bytewise: true)
            #expect(run.ready.map(\.seconds) == device.records.map(Self.seconds))
        }
    }

    @Test("any one answer may get lost, or two in a row", arguments: 0..<12)
    func lostAnswer(number: Int) throws {
        for lost in [[number], [number, number + 1]] {
            var device = Self.autoDevice()
            device.lost = Set(lost)
            let run = try DownloadRun(.contecHID, &device)
            #expect(run.outcome?.ending == .complete, "lost \(lost)")
            #expect(run.ready.map(\.seconds) == device.records.map(Self.seconds), "lost \(lost)")
            var manual = Self.manualDevice()
            manual.lost = Set(lost)
            let other = try DownloadRun(.contecHID, &manual)
            #expect(other.ready.map(\.seconds) == manual.records.map(Self.seconds), "lost \(lost)")
        }
    }

    @Test("a lost message: the quantity is asked for again from its start", arguments: [0, 1, 5])
    func lostMessage(number: Int) throws {
        for (make, count) in [(Self.autoDevice, 12), (Self.manualDevice, 6)] {
            for place in 0..<2 {
                var device = make()
                device.lostMessages = [[], []]
                device.lostMessages[place] = [number]
                let run = try DownloadRun(.contecHID, &device)
                #expect(run.outcome?.failed == [])
                #expect(run.ready.map(\.seconds) == device.records.map(Self.seconds))
                #expect(device.heard.count == count + 1)
                let asked = 6 - (count == 12 ? 0 : 2) + place
                #expect(device.heard[asked] == device.heard[asked + 1])
            }
        }
    }

    @Test("the last message lost, or a byte damaged anywhere in the first messages")
    func damage() throws {
        var device = Self.manualDevice()
        device.lostMessages = [[22]]
        #expect(
            try DownloadRun(.contecHID, &device).ready.map(\.seconds)
                == device.records.map(Self.seconds))
        for place in 0..<90 {
            var device = Self.autoDevice()
            device.damagedBytes = [place]
            let run = try DownloadRun(.contecHID, &device)
            #expect(run.ready.map(\.seconds) == device.records.map(Self.seconds), "byte \(place)")
        }
    }

    @Test("data past the announced length is nobody's", arguments: [1, 4])
    func extraMessages(count: Int) throws {
        for (make, commands) in [(Self.autoDevice, 12), (Self.manualDevice, 6)] {
            var device = make()
            device.extraMessages = count
            let run = try DownloadRun(.contecHID, &device)
            #expect(device.heard.count == commands)
            #expect(run.outcome?.failed == [])
            #expect(run.ready.map(\.seconds) == device.records.map(Self.seconds))
        }
    }

    @Test("after three tries the record is given up, and the next one fetched")
    func alwaysBroken() throws {
        var device = Self.autoDevice()
        device.lostMessages = [[3], [2], [4]]
        let run = try DownloadRun(.contecHID, &device)
        #expect(run.outcome?.ending == .complete)
        #expect(run.outcome?.failed.count == 1)
        guard case .brokeOff(let seconds) = run.outcome?.failed.first?.why else {
            Issue.record("not broken off")
            return
        }
        #expect((60...170).contains(seconds))
        #expect(run.ready.map(\.seconds) == device.records.dropFirst().map(Self.seconds))
    }

    /// The device hands out the next heading at each question, so a lost one leaves a hole.
    @Test("a lost heading is got on another round through the list", arguments: 3...5)
    func lostHeading(number: Int) throws {
        var device = Self.autoDevice()
        device.lost = [number]
        let run = try DownloadRun(.contecHID, &device)
        #expect(run.found.map(\.identity.segment) == [1, 2, 3])
        #expect(run.outcome?.finished.count == 3)
    }

    @Test("a device that lists and then gives nothing; one that says nothing at all")
    func silent() throws {
        var device = Self.autoDevice()
        device.lost = Set(6..<1000)
        let run = try DownloadRun(.contecHID, &device)
        #expect(run.outcome?.ending == .stopped(.noAnswer))
        #expect(run.outcome?.failed.map(\.why) == [.noAnswer, .noAnswer, .noAnswer])
        #expect(device.heard.count == 9)
        device = Self.autoDevice()
        device.lost = Set(0..<1000)
        let mute = try DownloadRun(.contecHID, &device)
        #expect(mute.outcome?.ending == .stopped(.noAnswer))
        #expect(mute.found.isEmpty)
        #expect(mute.milliseconds == 8000)
    }

    @Test("nothing stored")
    func nothing() throws {
        var device = ScriptedContecHID([])
        let run = try DownloadRun(.contecHID, &device)
        #expect(run.outcome?.ending == .nothingStored)
        #expect(device.heard.count == 3)
    }

    @Test("records the caller holds are listed and not fetched")
    func resume() throws {
        var device = Self.autoDevice()
        let first = try DownloadRun(.contecHID, &device)
        var again = Self.autoDevice()
        let held = Set([first.found[0].identity, first.found[2].identity])
        let run = try DownloadRun(.contecHID, &again, holding: held)
        #expect(run.outcome?.held == [first.found[0], first.found[2]])
        #expect(run.ready.map(\.session) == [first.found[1]])
        #expect(again.heard.filter { $0.first == 0x9D }.count == 2)
    }
}
