import SimulatedOximeter
import SimulatedPatient
import Testing

@Suite("Contec HID reports")
struct ContecHIDTests {
    private typealias Encoder = ContecHIDEncoder

    /// The answers of one call, each a report of 64 bytes that ends in zeros.
    private static func answers(
        _ device: inout ContecHIDOximeter, _ text: String
    ) -> [[UInt8]] {
        let sent = device.receive(bytes(text))
        return stride(from: 0, to: sent.count, by: 64).map { start in
            var report = Array(sent[start..<(start + 64)])
            while report.last == 0 { report.removeLast() }
            return report
        }
    }

    /// A message of the capture: wave 39, bar 4.
    @Test func aPointOfTheWave() {
        var point = Encoder.Amplitude()
        (point.strength, point.pleth, point.bar) = (6, 39, 4)
        #expect(Encoder.bytes(of: point) == bytes("EB 00 06 27 04 1C"))
    }

    /// The capture's last message.
    @Test func aPointWithoutAFinger() {
        #expect(Encoder.bytes(of: Encoder.Amplitude()) == bytes("EB 00 04 40 60 0F"))
    }

    /// 3.72 % is 372 = 2 × 128 + 116.
    @Test(
        arguments: [
            (72, 97, 372, "EB 01 04 48 61 74 02 0F"), (130, 88, nil, "EB 01 06 02 58 7F 00 4B"),
            (255, 127, nil, "EB 01 06 7F 7F 7F 00 6F"), (0, 127, nil, "EB 01 04 00 7F 7F 00 6E"),
        ] as [(UInt8, UInt8, Int?, String)])
    func numbers(pulse: UInt8, spo2: UInt8, perfusion: Int?, text: String) {
        var numbers = Encoder.Numbers()
        (numbers.pulse, numbers.spo2, numbers.perfusionHundredths) = (pulse, spo2, perfusion)
        #expect(Encoder.bytes(of: numbers) == bytes(text))
    }

    /// The vendor program's order.
    @Test(
        arguments: [
            (
                "7D 81 A7 80 80 80 80 80 80 7D 81 A2 80 80 80 80 80 80", "F0 70"
            ),
            ("82 02", "F2 00 00 02 02 00 0B 01"), ("80 00", "F0 70"),
            ("83 18 03 05 11 09 1E 00 00 5B", "F3 00 73"),
            ("8E 03 11", "FE 03 20 20 20 75 73 65 72 20"),
            ("81 01", "F1 35 30 45 20 20 20 20 20 3B"),
            ("9B 7F 1A", "EB 7F 6A"), ("A7 01 28", "D8 01 00 59"),
        ])
    func answersByteForByte(question: String, answer: String) {
        var device = ContecHIDOximeter(seed: 1)
        #expect(Self.answers(&device, question) == [bytes(answer)])
        #expect(!device.isStreaming)
    }

    @Test func readsWholeReportsWithPadsAndReportId() {
        var device = ContecHIDOximeter(seed: 1)
        let pads = String(repeating: " 00", count: 62)
        #expect(Self.answers(&device, "00 82 02" + pads).count == 1)
        #expect(Self.answers(&device, "82 02" + pads + " 80 00" + pads).count == 2)
        #expect(Self.answers(&device, "82 03" + pads).isEmpty, "a wrong checksum")
        #expect(Self.answers(&device, "9B 01").isEmpty)
        #expect(!device.isStreaming)
        _ = Self.answers(&device, "1C")
        #expect(device.isStreaming, "a command may be split")
    }

    /// A report, cut into messages by the table and with every checksum checked.
    private static func messages(_ report: [UInt8]) -> [[UInt8]]? {
        guard report.count == 64 else { return nil }
        var messages: [[UInt8]] = []
        var place = 0
        while place < 64, report[place] == 0xEB {
            let length = report[place + 1] == 0 ? 6 : 8
            let message = Array(report[place..<(place + length)])
            let sum = message.dropLast().reduce(0) { $0 + Int($1) }
            guard Int(message[length - 1]) == sum % 128 else { return nil }
            messages.append(message)
            place += length
        }
        return report[place...].allSatisfy { $0 == 0 } ? messages : nil
    }

    @Test func streamsTwentyReportsWithAPointAFrameAndNumbersOnceASecond() throws {
        var device = ContecHIDOximeter(seed: 4)
        var person = StillPerson(pulseBpm: 150)
        _ = device.receive(bytes("9B 00 1B 9B 01 1C"))
        let reports = person.frames(on: &device, seconds: 40).filter { !$0.isEmpty }
        #expect(reports.count == 800)
        let messages = try reports.map { try #require(Self.messages($0)) }
        var layouts: [[Int]: Int] = [:]
        for message in messages { layouts[message.map(\.count), default: 0] += 1 }
        #expect(layouts[[6, 6, 6]] == 760)
        let known: Set = [[6, 6, 6], [6, 8, 6], [8, 6, 6], [6, 6, 8], [6, 6, 8, 6]]
        #expect(Set(layouts.keys).isSubset(of: known))
        #expect(try #require(layouts[[6, 8, 6]]) > 12)
        let numbers = messages.flatMap(\.self).filter { $0.count == 8 }
        #expect(numbers.count == 40)
        let last = try #require(numbers.last)
        #expect(last[2] == 0x06)
        #expect((145...155).contains(128 + Int(last[3])))
        #expect((96...98).contains(last[4]))
        #expect(Int(last[5]) + Int(last[6]) * 128 == 300)
        let point = try #require(messages.last?.first)
        #expect((1...8).contains(point[2]) && point[4] <= 15)
    }

    @Test(arguments: [(FingerOutForm.firmware, UInt8(0x00)), (.vendor, 0x7F)])
    func withoutAFinger(form: FingerOutForm, pulse: UInt8) throws {
        var device = ContecHIDOximeter(seed: 4)
        device.conditions.fingerOut = form
        var person = StillPerson()
        _ = device.receive(bytes("9B 00 1B 9B 01 1C"))
        let reports = person.frames(on: &device, seconds: 2).filter { !$0.isEmpty }
        let messages = try reports.flatMap { try #require(Self.messages($0)) }
        let points = messages.filter { $0.count == 6 }
        #expect(points.count >= 118)
        #expect(points.allSatisfy { $0 == bytes("EB 00 04 40 60 0F") })
        let numbers = messages.filter { $0.count == 8 }
        #expect(numbers.count == 2)
        #expect(numbers.allSatisfy { $0[3] == pulse && $0[4] == 127 && $0[5] == 127 && $0[6] == 0 })
    }

    @Test func sendsOnlyWhatItWasAskedFor() throws {
        var person = StillPerson()
        var device = ContecHIDOximeter(seed: 4)
        _ = device.receive(bytes("9B 00 1B"))
        let wave = person.frames(on: &device, seconds: 3).filter { !$0.isEmpty }
        #expect(try wave.flatMap { try #require(Self.messages($0)) }.allSatisfy { $0.count == 6 })
        #expect(wave.count == 60)
        device = ContecHIDOximeter(seed: 4)
        _ = device.receive(bytes("9B 01 1C"))
        let numbers = person.frames(on: &device, seconds: 3).filter { !$0.isEmpty }
        #expect(try numbers.flatMap { try #require(Self.messages($0)) }.map(\.count) == [8, 8, 8])
    }

    @Test func fallsSilentInUnderAMinuteWithoutAPing() {
        var device = ContecHIDOximeter(seed: 4)
        var person = StillPerson()
        _ = device.receive(ContecHIDOximeter.startCommand)
        let reports = person.frames(on: &device, seconds: 70).filter { !$0.isEmpty }
        #expect((600..<1200).contains(reports.count))
        #expect(!device.isStreaming)
        _ = device.receive(bytes("9A 1A"))
        #expect(!device.isStreaming, "a ping starts nothing")
        _ = device.receive(ContecHIDOximeter.startCommand)
        var count = 0
        for _ in 0..<20 {
            count += person.frames(on: &device, seconds: 5).filter { !$0.isEmpty }.count
            _ = device.receive(bytes("9A 1A"))
        }
        #expect(count == 2000)
    }
}
