import SimulatedPatient
import Testing

@testable import SimulatedOximeter

@Suite("Reading a device's memory")
struct MemoryReadingTests {
    private static func bytes<Oximeter: EmulatedOximeter>(
        of device: Oximeter.Type, seed: UInt64 = 9, byHand: Bool = false, faults: [Fault] = []
    ) throws -> [UInt8] {
        var unit = OximeterOnPerson<Oximeter>(scenario: .steady, seed: seed, faults: faults)
        let bytes = unit.handOutMemory(byHand: byHand)
        return try #require(bytes)
    }

    /// Cut by the vendor's table: a byte below 80 begins a packet, all others are above.
    private static func packets(_ bytes: [UInt8]) -> [[UInt8]] {
        bytes.reduce(into: []) { packets, byte in
            if byte < 0x80 {
                packets.append([byte])
            } else {
                packets[packets.count - 1].append(byte)
            }
        }
    }

    @Test("a Contec V7 hands out every session of every user")
    func contecV7() throws {
        let memory = OximeterOnPerson<ContecV7Oximeter>(scenario: .steady, seed: 9).oximeter.memory
        let packets = Self.packets(try Self.bytes(of: ContecV7Oximeter.self))
        let kinds = packets.map { $0[0] }
        #expect(memory.count > 1 && Set(memory.map(\.user)).count > 1)
        for kind: UInt8 in [0x07, 0x08, 0x12] {
            #expect(kinds.count { $0 == kind } == memory.count)
        }
        let stored = memory.reduce(0) { $0 + ($1.seconds.count + 2) / 3 }
        #expect(kinds.count { $0 == 0x0F } == stored)
        #expect(!kinds.contains(0x0B), "nothing was refused")
    }

    @Test("a Contec HID device hands out both values of every record")
    func contecHID() throws {
        let memory = OximeterOnPerson<ContecHIDOximeter>(scenario: .steady, seed: 9).oximeter.memory
        let bytes = try Self.bytes(of: ContecHIDOximeter.self)
        #expect(bytes.count % 64 == 0)
        let reports = stride(from: 0, to: bytes.count, by: 64).map { Array(bytes[$0..<($0 + 64)]) }
        #expect(reports.count { $0[0] == 0xEC } == memory.count)
        #expect(reports.count { $0.starts(with: [0xED, 0x04, 1, 0, 0]) } == memory.count)
        #expect(reports.count { $0.starts(with: [0xED, 0x04, 2, 0, 0]) } == memory.count)
        let byHand = try Self.bytes(of: ContecHIDOximeter.self, byHand: true)
        let heads = stride(from: 0, to: byHand.count, by: 64).map { byHand[$0] }
        #expect(heads.count { $0 == 0xD0 } == 1)
        #expect(heads.contains(0xD3) && heads.contains(0xD2) && !heads.contains(0xEC))
    }

    @Test("the commands are those the documents give")
    func commands() {
        let reading = MemoryReading(
            contecHID: [SimulatedSession(start: nil, seconds: [])], byHand: false)
        #expect(reading.commands.contains([0x9C, 0x01, 0x1D]))
        #expect(reading.commands.contains([0x9D, 0x04, 0x01, 0x01, 0x01, 0, 0, 0, 0x24]))
        let byHand = MemoryReading(contecHID: [], byHand: true)
        #expect(
            byHand.commands.suffix(3) == [
                [0xA0, 0, 0x20], [0xA3, 0, 0, 0, 0x23], [0xA2, 0, 0, 0, 0x22],
            ])
    }

    @Test("the same seed stores the same, faults spoil it, and others have nothing to hand out")
    func seedsAndFaults() throws {
        let once = try Self.bytes(of: ContecV7Oximeter.self)
        #expect(try Self.bytes(of: ContecV7Oximeter.self) == once)
        #expect(try Self.bytes(of: ContecV7Oximeter.self, seed: 10) != once)
        let spoiled = try Self.bytes(
            of: ContecV7Oximeter.self, faults: [.dropBytes(probability: 0.01)])
        #expect(spoiled.count < once.count && spoiled.count > once.count * 9 / 10)
        #expect(try Self.bytes(of: ContecV5Oximeter.self).contains(0xF2))
        for family in OximeterFamily.allCases {
            #expect(handsOut(family.oximeter) == family.oximeter.canSay.contains(.memory))
        }
    }

    private func handsOut<Oximeter: EmulatedOximeter>(_ device: Oximeter.Type) -> Bool {
        var unit = OximeterOnPerson<Oximeter>(scenario: .steady, seed: 9)
        return unit.handOutMemory() != nil
    }
}
