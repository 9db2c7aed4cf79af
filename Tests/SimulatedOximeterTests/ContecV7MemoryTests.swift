import SimulatedOximeter
import SimulatedPatient
import Testing

@Suite("What a Contec V7 has stored")
struct ContecV7MemoryTests {
    /// A command about a user's segment; bits 1 and 2 of the third byte are the parameters' top bits.
    private static func command(_ code: UInt8, user: UInt8, segment: UInt8) -> [UInt8] {
        let top = 0x81 | (user >> 7) << 1 | (segment >> 7) << 2
        return [0x7D, top, code, user | 0x80, segment | 0x80, 0x80, 0x80, 0x80, 0x80]
    }

    private static let first = SimulatedSession(
        start: DeviceTime(year: 2014, month: 8, day: 18, hour: 23, minute: 59, second: 7),
        seconds: [
            .init(spo2Percent: 97, pulseBpm: 65), .init(spo2Percent: 96, pulseBpm: 130),
            .init(spo2Percent: nil, pulseBpm: nil), .init(spo2Percent: nil, pulseBpm: nil),
        ])

    /// All packets of a download, with the sizes the document gives.
    private static func download(
        _ device: inout ContecV7Oximeter, _ user: UInt8, _ segment: UInt8
    ) -> [UInt8] {
        for code in [0xA4, 0xA5, 0xA6] as [UInt8] {
            _ = device.receive(command(code, user: user, segment: segment))
        }
        var sent: [UInt8] = []
        while device.isStreaming { sent += device.frame(of: StillPerson().state) }
        return sent
    }

    private static func device(_ memory: [SimulatedSession]) -> ContecV7Oximeter {
        var device = ContecV7Oximeter(seed: 1)
        device.memory = memory
        return device
    }

    @Test func countsUsersAndSegments() {
        var device = Self.device([Self.first, session(seconds: 3, user: 2), Self.first])
        #expect(device.receive(Self.command(0xAD, user: 0, segment: 0)) == [0x10, 0x80, 0x83])
        #expect(
            device.receive(Self.command(0xA3, user: 0, segment: 0)) == [0x0A, 0x80, 0x80, 0x82])
        #expect(
            device.receive(Self.command(0xA3, user: 2, segment: 0)) == [0x0A, 0x80, 0x82, 0x81])
        #expect(
            device.receive(Self.command(0xA3, user: 1, segment: 0)) == [0x0A, 0x80, 0x81, 0x80])
        #expect(
            device.receive(Self.command(0xAB, user: 2, segment: 0))
                == [0x05, 0x80, 0x82, 0xF5, 0xF3, 0xE5, 0xF2, 0xA0, 0xA0])
        #expect(device.receive(Self.command(0xB0, user: 0, segment: 0))[2] == 0x81)
    }

    /// The lengths of two published captures: 213 s are 426 bytes, 146 s are 292.
    @Test(
        arguments: [
            (213, [0x08, 0x84, 0x80, 0x80, 0xAA, 0x81, 0x80, 0x80]),
            (146, [0x08, 0x80, 0x80, 0x80, 0xA4, 0x81, 0x80, 0x80]),
        ] as [(Int, [UInt8])])
    func tellsTheLength(seconds: Int, answer: [UInt8]) {
        var device = Self.device([session(seconds: seconds)])
        let length = Self.command(0xA4, user: 0, segment: 0)
        #expect(device.receive(length) == answer)
        device.hasPerfusionIndex = true
        let bytes = device.receive(length).suffix(4).map { Int($0 & 0x7F) }
        let low = device.receive(length)[1] & 0x04 == 0 ? 0 : 128
        #expect(bytes[0] + low + bytes[1] * 256 == seconds * 4)
    }

    /// The date of a published capture.
    @Test func tellsTheStart() {
        var device = Self.device([Self.first])
        #expect(
            device.receive(Self.command(0xA5, user: 0, segment: 0))
                == [0x07, 0x80, 0x80, 0x80, 0x94, 0x8E, 0x88, 0x92]
                + [0x12, 0x80, 0x80, 0x80, 0x97, 0xBB, 0x87, 0x80])
        // Without a clock, a day that does not exist: as captured, 2000-00-15.
        device.memory = [session(seconds: 3)]
        #expect(
            device.receive(Self.command(0xA5, user: 0, segment: 0)).prefix(8)
                == [0x07, 0x80, 0x80, 0x80, 0x94, 0x80, 0x80, 0x8F])
    }

    /// Three seconds a packet, the last one filled up; both ways to say "none".
    @Test func downloadsByteForByte() {
        var device = Self.device([Self.first])
        #expect(
            Self.download(&device, 0, 0)
                == [0x0F, 0x88, 0xE1, 0xC1, 0xE0, 0x82, 0x80, 0x80]
                + [0x0F, 0x82, 0xFF, 0xFF, 0x80, 0x80, 0x80, 0x80])
    }

    @Test func downloadsWithPerfusionByteForByte() {
        var device = Self.device([
            SimulatedSession(
                start: nil,
                seconds: [
                    .init(spo2Percent: 97, pulseBpm: 130, perfusionHundredths: 372),
                    .init(spo2Percent: nil, pulseBpm: 65, perfusionHundredths: nil),
                ])
        ])
        device.hasPerfusionIndex = true
        #expect(
            Self.download(&device, 0, 0)
                == [0x09, 0x82, 0xE1, 0x82, 0xF4, 0x81] + [0x09, 0x8C, 0xFF, 0xC1, 0xFF, 0xFF])
    }

    /// A reader of its own takes the made-up sessions apart again.
    @Test(arguments: [1, 2, 3] as [UInt64], [false, true])
    func downloadsWhatItHasStored(seed: UInt64, hasPerfusionIndex: Bool) {
        var device = ContecV7Oximeter(seed: seed)
        device.hasPerfusionIndex = hasPerfusionIndex
        let memory = device.memory
        #expect(memory.count == 3)
        for (place, who) in [(0, 0), (0, 1), (1, 0)].enumerated() {
            let sent = Self.download(&device, UInt8(who.0), UInt8(who.1))
            let seconds = Self.read(sent, hasPerfusionIndex: hasPerfusionIndex)
            let truth = memory[place].seconds.map { second in
                SimulatedSession.Second(
                    spo2Percent: second.spo2Percent, pulseBpm: second.pulseBpm,
                    perfusionHundredths: hasPerfusionIndex ? second.perfusionHundredths : nil)
            }
            #expect(Array(seconds.prefix(truth.count)) == truth)
            #expect(seconds.count - truth.count < 3)
        }
    }

    private static func read(
        _ bytes: [UInt8], hasPerfusionIndex: Bool
    ) -> [SimulatedSession.Second] {
        let length = hasPerfusionIndex ? 6 : 8
        var seconds: [SimulatedSession.Second] = []
        for start in stride(from: 0, to: bytes.count, by: length) {
            let top = Int(bytes[start + 1])
            var data: [Int] = []
            for place in 0..<(length - 2) {
                data.append(Int(bytes[start + 2 + place]) - 128 + (top >> place) % 2 * 128)
            }
            for place in stride(from: 0, to: data.count, by: hasPerfusionIndex ? 4 : 2) {
                let (spo2, pulse) = (data[place], data[place + 1])
                let perfusion = hasPerfusionIndex ? data[place + 2] + data[place + 3] * 256 : 65_535
                seconds.append(
                    .init(
                        spo2Percent: spo2 == 0 || spo2 == 127 ? nil : spo2,
                        pulseBpm: pulse == 0 || pulse == 255 ? nil : pulse,
                        perfusionHundredths: perfusion == 65_535 ? nil : perfusion))
            }
        }
        return seconds
    }

    /// 24 h in some 25 s, and never more than the line can carry.
    @Test func takesAsLongAsARealOne() {
        var device = Self.device([session(seconds: 86_400)])
        for code in [0xA4, 0xA5, 0xA6] as [UInt8] {
            _ = device.receive(Self.command(code, user: 0, segment: 0))
        }
        var frames = 0
        let person = StillPerson().state
        while device.isStreaming {
            #expect(device.frame(of: person).count <= 192)
            frames += 1
        }
        #expect((24 * 60...27 * 60).contains(frames))
    }

    @Test func wantsToBeAskedForLengthAndStartFirst() {
        var device = Self.device([Self.first])
        let refused: [UInt8] = [0x0B, 0x83, 0xA6, 0xFF]
        let download = Self.command(0xA6, user: 0, segment: 0)
        #expect(device.receive(download) == refused)
        _ = device.receive(Self.command(0xA4, user: 0, segment: 0))
        #expect(device.receive(download) == refused)
        _ = device.receive(Self.command(0xA5, user: 0, segment: 0))
        #expect(device.receive(download).isEmpty)
        #expect(device.isStreaming)
        _ = device.receive([0x7D, 0x81, 0xA7])
        device.memory = [session(seconds: 3)]
        #expect(device.receive(download) == refused, "another session now")
    }

    @Test func hearsNothingButStopWhileItDownloads() {
        var device = Self.device([session(seconds: 5000)])
        for code in [0xA4, 0xA5, 0xA6] as [UInt8] {
            _ = device.receive(Self.command(code, user: 0, segment: 0))
        }
        #expect(device.receive([0x7D, 0x81, 0xA0]).isEmpty)
        #expect(device.receive([0x7D, 0x81, 0xA1]).isEmpty)
        let packet = device.frame(of: StillPerson().state)
        #expect(packet.first == 0x0F)
        #expect(device.receive([0x7D, 0x81, 0xA7]) == [0x0C, 0x80])
        #expect(!device.isStreaming)
        #expect(device.frame(of: StillPerson().state).isEmpty)
    }

    @Test func downloadsNothingWhileLive() {
        var device = Self.device([Self.first])
        _ = device.receive(Self.command(0xA4, user: 0, segment: 0))
        _ = device.receive(Self.command(0xA5, user: 0, segment: 0))
        _ = device.receive([0x7D, 0x81, 0xA1])
        let download = Self.command(0xA6, user: 0, segment: 0)
        #expect(device.receive(download) == [0x0B, 0x83, 0xA6, 0xFF])
        #expect(device.frame(of: StillPerson().state).count == 9)
    }

    @Test func handsOutAndDeletesNothingWhileItRecords() {
        var device = Self.device([Self.first])
        device.isRecording = true
        _ = device.receive(Self.command(0xA4, user: 0, segment: 0))
        _ = device.receive(Self.command(0xA5, user: 0, segment: 0))
        let (download, delete) = (
            Self.command(0xA6, user: 0, segment: 0), Self.command(0xAE, user: 0, segment: 0)
        )
        #expect(device.receive(download) == [0x0B, 0x81, 0xA6, 0x83])
        #expect(device.receive(delete) == [0x0B, 0x81, 0xAE, 0x83])
        #expect(device.memory == [Self.first])
    }

    /// FF for the segment, all of the user's, needs its top bit in the third byte.
    @Test func deletesOneOrAllOfAUsers() {
        let other = session(seconds: 3, user: 1)
        var device = Self.device([Self.first, other, session(seconds: 9), Self.first])
        let done: [UInt8] = [0x0B, 0x81, 0xAE, 0x80]
        #expect(device.receive(Self.command(0xAE, user: 0, segment: 1)) == done)
        #expect(device.memory == [Self.first, other, Self.first])
        #expect(device.receive(Self.command(0xAE, user: 0, segment: 0xFF)) == done)
        #expect(device.memory == [other])
        #expect(
            device.receive(Self.command(0xAE, user: 0, segment: 0xFF)) == [0x0B, 0x81, 0xAE, 0x84])
    }

    @Test func waitsForTheParametersOfSplitCommands() {
        var device = Self.device([Self.first])
        var answers: [[UInt8]] = []
        for byte in Self.command(0xA4, user: 0, segment: 0) {
            answers.append(device.receive([byte]))
        }
        #expect(answers[4] == [0x08, 0x80, 0x80, 0x80, 0x88, 0x80, 0x80, 0x80])
        #expect(answers.enumerated().allSatisfy { $0.offset == 4 || $0.element.isEmpty })
    }
}
