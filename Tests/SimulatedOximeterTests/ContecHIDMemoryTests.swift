import SimulatedOximeter
import SimulatedPatient
import Testing

@Suite("What a Contec HID device has stored")
struct ContecHIDMemoryTests {
    private static let list = bytes("9C 01 1D")

    /// All that comes after a request, joined.
    private static func download(
        _ device: inout ContecHIDOximeter, _ request: [UInt8]
    ) -> [UInt8] {
        #expect(device.receive(request).isEmpty)
        var sent: [UInt8] = []
        while device.isStreaming { sent += device.frame(of: StillPerson().state) }
        #expect(sent.count % 64 == 0)
        return sent
    }

    private static func request(_ quantity: UInt8, record: UInt8) -> [UInt8] {
        let body: [UInt8] = [0x9D, 0x04, quantity, 0x01, record, 0, 0, 0]
        return body + [body.reduce(0, &+) & 0x7F]
    }

    private static func values(_ text: [Int?], _ pulse: [Int?]) -> SimulatedSession {
        SimulatedSession(
            start: nil,
            seconds: zip(text, pulse).map { .init(spo2Percent: $0.0, pulseBpm: $0.1) })
    }

    private static func device(
        _ memory: [SimulatedSession], _ mode: ContecHIDOximeter.StoredMode = .automatic
    ) -> ContecHIDOximeter {
        var device = ContecHIDOximeter(seed: 1)
        device.memory = memory
        device.storedMode = mode
        return device
    }

    /// The answer of the capture, and what the table makes of the other modes.
    @Test func tellsWhatItHas() {
        var device = Self.device([session(seconds: 3)])
        let ask = bytes("9F 1F")
        #expect(Array(device.receive(ask).prefix(8)) == bytes("EF 00 01 40 00 00 00 30"))
        device.storedMode = .manual
        #expect(Array(device.receive(ask).prefix(8)) == bytes("EF 00 01 00 00 00 00 70"))
        device.memory = []
        #expect(Array(device.receive(ask).prefix(8)) == bytes("EF 00 00 00 00 00 00 6F"))
    }

    /// The answer of the published example: one record, 2021-05-15 12:06:42, 10 425 s. It ends in 51
    /// there, which is not its sum; all messages of the captures end in theirs.
    @Test func announcesAsCaptured() {
        let start = DeviceTime(year: 2021, month: 5, day: 15, hour: 12, minute: 6, second: 42)
        var device = Self.device([session(seconds: 10_425, start: start)])
        #expect(
            Array(device.receive(Self.list).prefix(21))
                == bytes(
                    "EC 40 01 01 15 05 0F 0C 06 2A 39 51 00 00 75 73 65 72 00 00 5C"))
    }

    @Test func announcesOneRecordAQuestionAndThenAgain() {
        var device = Self.device([1, 2, 3].map { session(seconds: $0) })
        let heads = (0..<4).map { _ in Array(device.receive(Self.list).prefix(11)) }
        #expect(heads.map { $0[1] } == [0x00, 0x00, 0x40, 0x00])
        #expect(heads.map { $0[3] } == [1, 2, 3, 1])
        #expect(heads.map { $0[10] } == [1, 2, 3, 1])
    }

    /// 97, 96, 83 lie within 14 of 97; 100 needs a new base. By hand: base F6 F1, falls 0 and 1,
    /// fall 14 and no second; base F6 F4, fall 0 and no second. Flags 1, 2, 4 (E is 6 and 8), 5, 6.
    @Test func automaticCodesByHand() {
        var device = Self.device([Self.values([97, 96, 83, 100], [130, 130, 130, 130])])
        _ = device.receive(Self.list)
        var message = bytes("ED 04 01 00 00 3B 00 00 76 71 01 6F 76 74 0F")
        message += Array(repeating: 0, count: 14)
        message.append(message.reduce(0, &+) & 0x7F)
        message += Array(repeating: 0, count: 34)
        #expect(Self.download(&device, bytes("9D 04 01 01 01 00 00 00 24")) == message)
        // 130 is 8 × 16 + 2; nothing falls.
        var pulse = bytes("ED 04 02 00 00 03 00 00 78 72 00 00")
        pulse += Array(repeating: 0, count: 17)
        pulse.append(pulse.reduce(0, &+) & 0x7F)
        pulse += Array(repeating: 0, count: 34)
        #expect(Self.download(&device, Self.request(2, record: 1)) == pulse)
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func handsOutWhatItHasStored(seed: UInt64) throws {
        var device = ContecHIDOximeter(seed: seed)
        // Long enough for message numbers that need their second byte, and full of gaps.
        device.memory.append(session(seconds: 4000))
        for _ in device.memory { _ = device.receive(Self.list) }
        for (place, truth) in device.memory.enumerated() {
            let count = truth.seconds.count
            let spo2 = Self.download(&device, Self.request(1, record: UInt8(place + 1)))
            #expect(
                ReadHIDRecord.auto(spo2, quantity: 1, count: count)
                    == truth.seconds.map { $0.spo2Percent ?? 127 })
            let pulse = Self.download(&device, Self.request(2, record: UInt8(place + 1)))
            #expect(
                ReadHIDRecord.auto(pulse, quantity: 2, count: count)
                    == truth.seconds.map { $0.pulseBpm ?? 255 })
        }
    }

    @Test func handsOutNothingBeforeTheWholeListWasAskedFor() {
        var device = Self.device([session(seconds: 3), session(seconds: 4)])
        _ = device.receive(Self.list)
        #expect(Self.download(&device, Self.request(1, record: 1)).isEmpty)
        _ = device.receive(Self.list)
        #expect(Self.download(&device, Self.request(1, record: 1)).count == 64)
        #expect(Self.download(&device, Self.request(1, record: 3)).isEmpty)
    }

    /// The announcement of the capture: 2025-07-05 16:59:23, 2050 s.
    @Test func announcesTheManualRecordAsCaptured() {
        let start = DeviceTime(year: 2025, month: 7, day: 5, hour: 16, minute: 59, second: 23)
        var device = Self.device([session(seconds: 2050, start: start)], .manual)
        #expect(
            Array(device.receive(bytes("A0 00 20")).prefix(14))
                == bytes("D0 00 19 07 05 10 3B 17 00 00 02 10 00 69"))
        #expect(device.receive(Self.list).isEmpty)
    }

    /// By hand: 97; +1 and -2; two missing ones; -3 and one missing; then nothing changes. 96 after
    /// the gap is reached from 96 by no step.
    @Test func manualCodesByHand() {
        let spo2: [Int?] = [97, 98, 96, nil, nil, 93, nil, 93, 93]
        var device = Self.device([Self.values(spo2, spo2)], .manual)
        var message = bytes("D3 00 00 0C 00 61 1A 7F 3F 00")
        message += Array(repeating: 0, count: 9)
        message.append(message.reduce(0, &+) & 0x7F)
        message += Array(repeating: 0, count: 44)
        #expect(Self.download(&device, bytes("A3 00 00 00 23")) == message)
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func handsOutWhatWasStoredByHand(seed: UInt64) throws {
        var device = ContecHIDOximeter(seed: seed)
        device.storedMode = .manual
        let truth = try #require(device.memory.first)
        let count = truth.seconds.count
        #expect(truth.seconds.prefix(27).allSatisfy { $0.spo2Percent == nil })
        let spo2 = Self.download(&device, bytes("A3 00 00 00 23"))
        #expect(
            ReadHIDRecord.manual(spo2, head: 0xD3, count: count) == truth.seconds.map(\.spo2Percent)
        )
        let pulse = Self.download(&device, bytes("A2 00 00 00 22"))
        #expect(
            ReadHIDRecord.manual(pulse, head: 0xD2, count: count) == truth.seconds.map(\.pulseBpm))
    }

    /// What the code cannot say: wide steps catch up, and a step of -7 never reads as a gap.
    @Test func manualRecordsComeAsCloseAsTheCodeAllows() throws {
        let spo2: [Int?] = [97, 97, 70, 70, 70, 70, 97, nil, 90, 71, nil, 76]
        var device = Self.device([Self.values(spo2, spo2)], .manual)
        let sent = Self.download(&device, bytes("A3 00 00 00 23"))
        let read = try #require(ReadHIDRecord.manual(sent, head: 0xD3, count: spo2.count))
        #expect(read == [97, 97, 91, 84, 78, 71, 78, nil, nil, 72, nil, 76])
    }

    @Test func deletesAllRecords() {
        var device = Self.device([session(seconds: 3), session(seconds: 4)])
        let answer = device.receive(bytes("9D 7F 7F 7F 7F 00 00 19"))
        #expect(
            Array(answer.prefix(16)) == bytes("EF 00 00 00 00 00 00 6F ED 7F 7F 7F 7F 00 69 00"))
        #expect(answer.count == 64)
        #expect(device.memory.isEmpty)
    }

    @Test func deletesTheManualRecordInTwoSteps() {
        var device = Self.device([session(seconds: 3)], .manual)
        #expect(device.receive(bytes("A1 01 22")).isEmpty)
        #expect(device.memory.count == 1)
        #expect(Array(device.receive(bytes("A1 00 21")).prefix(4)) == bytes("D1 00 00 51"))
        #expect(device.memory.count == 1)
        let answer = device.receive(bytes("A1 01 22"))
        #expect(Array(answer.prefix(13)) == bytes("EF 00 00 00 00 00 00 6F D1 01 00 52 00"))
        #expect(device.memory.isEmpty)
    }

    @Test func aDownloadEndsTheLiveStream() {
        var device = Self.device([session(seconds: 3)])
        _ = device.receive(ContecHIDOximeter.startCommand)
        _ = device.receive(Self.list)
        #expect(Self.download(&device, Self.request(1, record: 1)).count == 64)
        #expect(!device.isStreaming)
    }
}
