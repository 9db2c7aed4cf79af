import SimulatedOximeter
import SimulatedPatient
import Testing

@Suite("Nonin, 75 frames a second")
struct NoninStreamTests {
    /// The first frames of the captured packet: heart rate 61, oxygen 97, revision 41.
    @Test func framesAsCaptured() {
        var status = NoninStatus()
        status.isFirst = true
        #expect(
            NoninDF2Encoder.bytes(status: status, pleth: 0, slow: 0)
                == [0x01, 0x81, 0x00, 0x00, 0x82])
        let plain = NoninStatus()
        for (slow, sum) in [(0x3D, 0xBE), (0x61, 0xE2), (0x29, 0xAA)] as [(UInt8, UInt8)] {
            #expect(
                NoninDF2Encoder.bytes(status: plain, pleth: 0, slow: slow)
                    == [0x01, 0x80, 0x00, slow, sum])
        }
    }

    @Test func format7HasAWaveOfSixteenBits() {
        var status = NoninStatus()
        status.isFirst = true
        #expect(
            NoninDF7Encoder.bytes(status: status, pleth: 0xABCD, slow: 0x61)
                == [0x81, 0xAB, 0xCD, 0x61, 0x5A])
    }

    @Test func eachMarkHasItsBit() {
        let byte: ((inout NoninStatus) -> Void) -> UInt8 = { change in
            var status = NoninStatus()
            change(&status)
            return status.byte
        }
        #expect(byte { _ in } == 0x80)
        #expect(byte { $0.isFirst = true } == 0x81)
        #expect(byte { $0.perfusion = .good } == 0x82)
        #expect(byte { $0.perfusion = .low } == 0x84)
        #expect(byte { $0.perfusion = .marginal } == 0x86)
        #expect(byte { $0.hasSensorAlarm = true } == 0x88)
        #expect(byte { $0.isOutOfTrack = true } == 0x90)
        #expect(byte { $0.hasArtifact = true } == 0xA0)
        #expect(byte { $0.isDisconnected = true } == 0xC0)
    }

    /// Every value different, so that none can stand in another's place; the captured packet's
    /// revision; 14 bits of the timer.
    @Test func aPacketFrameByFrame() {
        var packet = NoninPacket()
        (packet.pulseBpm, packet.extendedPulseBpm) = (130, 255)
        (packet.shownPulseBpm, packet.shownExtendedPulseBpm) = (61, 300)
        (packet.spo2Percent, packet.shownSpo2Percent, packet.fastSpo2Percent) = (97, 96, 95)
        (packet.beatSpo2Percent, packet.extendedSpo2Percent) = (94, 93)
        packet.shownExtendedSpo2Percent = 92
        (packet.revision, packet.thirds) = (41, 16_384 + 130)
        (packet.isSmartPoint, packet.isBatteryLow) = (true, true)
        let expected: [UInt8] = [
            0x01, 0x02, 97, 41, 0, 0x01, 0x02, 0x21, 96, 95, 94, 0, 0, 0x01, 0x7F, 93, 92, 0, 0,
            0x00, 0x3D, 0x02, 0x2C, 0, 0,
        ]
        #expect(packet.bytes == expected)
        let none = NoninPacket().bytes
        #expect([1, 14, 20, 22].allSatisfy { none[$0 - 1] == 3 && none[$0] == 127 })
        #expect([3, 9, 10, 11, 16, 17].allSatisfy { none[$0 - 1] == 127 })
    }

    /// The captured packet, 25 frames by hand: what the encoders make of its values.
    @Test func aStreamIsWholePacketsWithGoodSums() throws {
        var device = NoninDF2Oximeter(seed: 3)
        var person = StillPerson(spo2Percent: 93, pulseBpm: 150)
        let packets = ReadNoninPacket.all(person.frames(on: &device, seconds: 30))
        #expect(packets.count == 90)
        let whole = try packets.map { try #require($0) }
        for (one, next) in zip(whole, whole.dropFirst()) {
            #expect(next.thirds == (one.thirds + 1) % 16_384)
        }
        #expect(whole[0].pulse(1) == nil && whole[0].value(3) == nil, "it searches first")
        #expect(whole[0].statuses.allSatisfy { $0 & 0x18 == 0x10 })
        for packet in whole.suffix(45) {
            for frame in [1, 14, 20, 22] {
                #expect((145...155).contains(try #require(packet.pulse(frame))))
            }
            for frame in [3, 9, 10, 11, 16, 17] {
                #expect((92...94).contains(try #require(packet.value(frame))))
            }
            #expect(packet.value(4) == 41)
            #expect(packet.slow[7] == 0x20)
            #expect(packet.statuses.allSatisfy { $0 & 0x78 == 0 })
        }
        #expect(Set(whole.flatMap(\.waves)).count > 25)
    }

    @Test func format7SaysTheSameWithAFinerWave() throws {
        var quick = NoninDF2Oximeter(seed: 3)
        var fine = NoninDF7Oximeter(seed: 3)
        var (one, other) = (StillPerson(), StillPerson())
        let df2 = try ReadNoninPacket.all(one.frames(on: &quick, seconds: 20))
            .map { try #require($0) }
        let df7 = try ReadNoninPacket.all(other.frames(on: &fine, seconds: 20), isFormat7: true)
            .map { try #require($0) }
        for (coarse, fine) in zip(df2, df7) {
            #expect(coarse.statuses == fine.statuses && coarse.slow == fine.slow)
            #expect(zip(coarse.waves, fine.waves).allSatisfy { abs($0 - $1 / 257) <= 1 })
        }
        #expect(Set(df7.flatMap(\.waves)).count > 256)
    }

    /// Twelve frames of each beat tell how well blood moves.
    @Test(arguments: [(3.0, UInt8(0x02)), (0.7, 0x06), (0.4, 0x04)])
    func perfusionIsSaidForTwelveFramesABeat(percent: Double, bits: UInt8) {
        var device = NoninDF2Oximeter(seed: 3)
        var person = StillPerson(pulseBpm: 60)
        _ = person.frames(on: &device, seconds: 10)
        person.state.perfusionPercent = percent
        let marks = person.frames(on: &device, seconds: 10).map { $0[1] & 0x06 }
        #expect(Set(marks) == [0, bits])
        #expect((118...122).contains(marks.count { $0 == bits }))
        let runs = marks.split(separator: 0)
        #expect(runs.dropFirst().dropLast().allSatisfy { $0.count == 12 })
    }

    @Test func motionIsAnArtifact() {
        var device = NoninDF2Oximeter(seed: 3)
        var person = StillPerson()
        _ = person.frames(on: &device, seconds: 10)
        person.state.motion = 0.5
        #expect(person.frames(on: &device, seconds: 2).allSatisfy { $0[1] & 0x20 != 0 })
    }

    /// The trap of this family: what is displayed stays for ten seconds after the finger has gone.
    @Test func displayedValuesStayForTenSecondsWithTheAlarmSet() throws {
        var device = NoninDF2Oximeter(seed: 3)
        var person = StillPerson()
        let before = ReadNoninPacket.all(person.frames(on: &device, seconds: 20))
        let last = try #require(before.last ?? nil)
        #expect((96...98).contains(try #require(last.value(9))))
        person.state.isFingerIn = false
        let after = try ReadNoninPacket.all(person.frames(on: &device, seconds: 12))
            .map { try #require($0) }
        for (place, packet) in after.enumerated() {
            #expect(packet.statuses.allSatisfy { $0 & 0x08 != 0 })
            #expect([1, 14].allSatisfy { packet.pulse($0) == nil })
            #expect([3, 10, 11, 16].allSatisfy { packet.value($0) == nil })
            let isHeld = place < 30
            #expect(
                [9, 17].allSatisfy { packet.value($0) == (isHeld ? last.value($0) : nil) },
                "packet \(place)")
            #expect([20, 22].allSatisfy { packet.pulse($0) == (isHeld ? last.pulse($0) : nil) })
            #expect(packet.slow[7] == 0)
            #expect(packet.waves.allSatisfy { $0 == 0 })
        }
    }

    @Test func aLostPulseClearsTheDisplayAtOnce() throws {
        var device = NoninDF2Oximeter(seed: 3)
        var person = StillPerson()
        _ = person.frames(on: &device, seconds: 20)
        device.conditions.searching = true
        let packets = ReadNoninPacket.all(person.frames(on: &device, seconds: 1))
        let last = try #require(packets.last ?? nil)
        #expect(last.value(9) == nil && last.pulse(20) == nil)
        #expect(last.statuses.allSatisfy { $0 & 0x58 == 0x10 })
    }

    /// Recorded values may change three times a second, displayed ones each 1.5 s.
    @Test func displayedValuesChangeMoreSlowly() throws {
        var device = NoninDF2Oximeter(seed: 3)
        var person = StillPerson()
        _ = person.frames(on: &device, seconds: 20)
        var frames: [[UInt8]] = []
        for second in 0..<30 {
            person.state.pulseBpm = 70 + Double(second)
            frames += person.frames(on: &device, seconds: 1)
        }
        let packets = try ReadNoninPacket.all(frames).map { try #require($0) }
        let changes: (Int) -> [Int] = { frame in
            packets.indices.dropFirst().filter {
                packets[$0].pulse(frame) != packets[$0 - 1].pulse(frame)
            }
        }
        #expect(changes(1).count > 25)
        #expect((10...20).contains(changes(20).count))
        #expect(zip(changes(20), changes(20).dropFirst()).allSatisfy { $1 - $0 >= 4 })
    }

    @Test func saysThatTheBatteryIsLowAndTheSensorIsOut() throws {
        var device = NoninDF7Oximeter(seed: 3)
        device.conditions.lowBattery = true
        device.conditions.sensorFault = true
        var person = StillPerson()
        let frames = person.frames(on: &device, seconds: 1)
        let packet = try #require(ReadNoninPacket(frames.prefix(25), isFormat7: true))
        #expect(packet.slow[7] == 0x01)
        #expect(packet.statuses.allSatisfy { $0 & 0x48 == 0x48 })
    }

    @Test func theTimerRunsWrongWithTheClock() throws {
        var device = NoninDF2Oximeter(seed: 3)
        device.conditions.clockDriftPartsPerMillion = 10_000
        var person = StillPerson()
        let packets = ReadNoninPacket.all(person.frames(on: &device, seconds: 200))
        let (first, last) = (try #require(packets.first ?? nil), try #require(packets.last ?? nil))
        // 599 thirds of a second and 1 % more.
        #expect((604...606).contains((last.thirds - first.thirds + 16_384) % 16_384))
    }
}
