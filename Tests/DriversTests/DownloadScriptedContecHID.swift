/// A Contec HID device with records, as the protocol's page describes it.
struct ScriptedContecHID: ScriptedDevice {
    /// Oxygen and pulse; 127 and 255 where there is none.
    struct Record {
        var oxygen: [Int]
        var pulse: [Int]
    }

    var isAuto = true
    var records: [Record]
    /// Answers that get lost, by the number of the command from 0.
    var lost: Set<Int> = []
    /// Messages that get lost in each download of data.
    var lostMessages: [Set<Int>] = []
    /// A byte that is damaged on its way in each download of data.
    var damagedBytes: [Int?] = []
    /// Messages that come past a record's announced length.
    var extraMessages = 0
    private(set) var heard: [[UInt8]] = []
    private var nextRecord = 0

    init(_ records: [Record]) { self.records = records }

    mutating func hear(_ command: [UInt8], at now: Int64) -> [(Int64, [UInt8])] {
        let number = heard.count
        heard.append(command)
        let answer = answer(command)
        return lost.contains(number) ? [] : answer
    }

    private func report(_ bytes: [UInt8]) -> [(Int64, [UInt8])] {
        [(3, ContecHIDStreamTests.report(bytes))]
    }

    private mutating func answer(_ command: [UInt8]) -> [(Int64, [UInt8])] {
        switch command.first {
        case 0x7D: return report(hex("F0 70"))
        case 0x9B: return report(ContecHIDStreamTests.wave(3) + hex("EB 7F 6A"))
        case 0x9F:
            return report(
                summed([0xEF, 0, records.isEmpty ? 0 : 1, isAuto ? 0x40 : 0, 0, 0, 0]))
        case 0x9C:
            let place = nextRecord
            nextRecord = (nextRecord + 1) % records.count
            return report(
                AutoRecordWriter.heading(
                    UInt8(place + 1), seconds: records[place].oxygen.count,
                    isLast: place + 1 == records.count))
        case 0xA0: return report(ManualRecordWriter.heading(seconds: records[0].oxygen.count))
        case 0x9D: return data(auto(records[Int(command[4]) - 1], command[2]))
        case 0xA3: return data(manual(records[0].oxygen, 0xD3, 127))
        case 0xA2: return data(manual(records[0].pulse, 0xD2, 255))
        default: return []
        }
    }

    private func auto(_ record: Record, _ quantity: UInt8) -> [[UInt8]] {
        var random = SplitMix(seed: UInt64(record.oxygen.count))
        var writer = AutoRecordWriter()
        writer.write(quantity == 1 ? record.oxygen : record.pulse, random: &random)
        return writer.messages(quantity: quantity)
    }

    private func manual(_ values: [Int], _ head: UInt8, _ none: Int) -> [[UInt8]] {
        ManualRecordWriter(values.map { $0 == none ? nil : $0 }, head: head).messages
    }

    private mutating func data(_ messages: [[UInt8]]) -> [(Int64, [UInt8])] {
        let last = messages.count
        let messages =
            messages
            + (last..<(last + extraMessages)).map { number in
                // The same kind of message, its number one more, all else 00.
                let head = Array(messages[0].prefix(messages[0].count == 30 ? 3 : 1))
                let length = messages[0].count - 3 - head.count
                return summed(
                    head + [UInt8(number & 0x7F), UInt8(number >> 7)]
                        + [UInt8](repeating: 0, count: length))
            }
        let missing = lostMessages.isEmpty ? [] : lostMessages.removeFirst()
        var bytes = ContecHIDStreamTests.report(
            messages.enumerated().filter { !missing.contains($0.offset) }.flatMap(\.element))
        if !damagedBytes.isEmpty, let place = damagedBytes.removeFirst() { bytes[place] ^= 0x01 }
        return stride(from: 0, to: bytes.count, by: 64).enumerated().map { number, start in
            (Int64(5 + number), Array(bytes[start..<start + 64]))
        }
    }
}
