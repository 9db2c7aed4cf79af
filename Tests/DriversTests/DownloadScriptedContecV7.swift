import Drivers

/// A Contec V7 with sessions, as the protocol's page describes it.
struct ScriptedContecV7: ScriptedDevice {
    struct Session {
        var user: UInt8 = 0
        /// Century, year, month, day, hour, minute, second.
        var start: [UInt8]? = [20, 14, 8, 18, 22, 30, 5]
        var seconds: [StoredSecond]
    }

    enum Recording {
        case no
        case saysSo
        case saysUnsupported
        case saysNothing
    }

    var sessions: [Session]
    var hasPerfusion = false
    /// What it says about it, where that is not so.
    var claimsPerfusion: Bool?
    var recording = Recording.no
    /// Answers that get lost, by the number of the command from 0.
    var lost: Set<Int> = []
    /// Packets that get lost in each download of data.
    var lostPackets: [Set<Int>] = []
    /// A byte that is damaged on its way in each download of data.
    var damagedBytes: [Int?] = []
    /// Packets that still come after the 0C that ends a download.
    var strayPackets = 0
    var countsUsers = true
    var tellsTime = true
    var leavesAt: Int?
    private(set) var heard: [UInt8] = []
    private(set) var isBusyUntil: Int64 = 0
    private(set) var faults: [String] = []
    private var known: Set<[UInt8]> = []

    init(_ sessions: [Session]) { self.sessions = sessions }

    mutating func hear(_ command: [UInt8], at now: Int64) -> [(Int64, [UInt8])] {
        let data = command.dropFirst(2).enumerated().map { place, byte in
            byte & 0x7F | (command[1] >> UInt8(place) & 1) << 7
        }
        let number = heard.count
        heard.append(data[0])
        if command[0] != 0x7D || command.count != 9
            || command.dropFirst().contains(where: { $0 < 128 })
        {
            faults.append("a command of the wrong form")
        }
        if now < isBusyUntil && data[0] != 0xA7 { faults.append("asked during a download") }
        if number == leavesAt { return [(5, [0x0D, 0x80, 0x81])] }
        let answer = answer(data, at: now)
        return lost.contains(number) ? [] : answer
    }

    private mutating func answer(_ data: [UInt8], at now: Int64) -> [(Int64, [UInt8])] {
        let place = sessions.indices.filter { sessions[$0].user == data[1] }
        let segment = Int(data[2])
        let session = segment < place.count ? sessions[place[segment]] : nil
        switch data[0] {
        case 0xA7:
            isBusyUntil = now
            let stray = (0..<strayPackets).map {
                (Int64(10 + $0 * 17), v7Packet(0x0F, [50, 50, 50, 50, 50, 50]))
            }
            return [(5, [0x0C, 0x80])] + stray
        case 0xA2: return [(5, [0x0C, 0x80])]
        case 0xAC: return [(5, v7Packet(0x0E, [(claimsPerfusion ?? hasPerfusion) ? 0 : 1]))]
        case 0xAD:
            guard countsUsers else { return [(5, v7Packet(0x0B, [0xAD, 5]))] }
            return [(5, v7Packet(0x10, [(sessions.map(\.user).max() ?? 0) + 1]))]
        case 0xA3: return [(5, v7Packet(0x0A, [data[1], UInt8(place.count)]))]
        case 0xAB: return [(5, v7Packet(0x05, [data[1]] + Array("user  ".utf8)))]
        case 0xAF: return []
        case 0xA4:
            guard let session else { return [(5, v7Packet(0x0B, [0xA4, 0xFF]))] }
            known.insert([0xA4, data[1], data[2]])
            let bytes = session.seconds.count * (hasPerfusion ? 4 : 2)
            return [
                (
                    5,
                    v7Packet(
                        0x08,
                        [data[1], data[2]]
                            + (0..<4).map { UInt8(truncatingIfNeeded: bytes >> ($0 * 8)) })
                )
            ]
        case 0xA5:
            guard let session else { return [] }
            known.insert([0xA5, data[1], data[2]])
            let start = session.start ?? [0, 0, 0, 0, 0, 0, 0]
            let date = v7Packet(0x07, [data[1], data[2]] + start[..<4])
            let time = v7Packet(0x12, [data[1], data[2]] + start[4...] + [0])
            let answers: [(Int64, [UInt8])] = [(5, date), (8, time)]
            return tellsTime ? answers : [answers[0]]
        case 0xA6: return download(session, data, at: now)
        default: return [(5, v7Packet(0x0B, [data[0], 5]))]
        }
    }

    private mutating func download(
        _ session: Session?, _ data: [UInt8], at now: Int64
    ) -> [(Int64, [UInt8])] {
        switch recording {
        case .no: break
        case .saysSo: return [(5, v7Packet(0x0B, [0xA6, 3]))]
        case .saysUnsupported: return [(5, v7Packet(0x0B, [0xA6, 5]))]
        case .saysNothing: return []
        }
        guard let session,
            known.isSuperset(of: [[0xA4, data[1], data[2]], [0xA5, data[1], data[2]]])
        else {
            faults.append("asked for data before its length and start")
            return []
        }
        var packets = Self.packets(session.seconds, hasPerfusion)
        if !lostPackets.isEmpty {
            let missing = lostPackets.removeFirst()
            packets = packets.enumerated().filter { !missing.contains($0.offset) }.map(\.element)
        }
        var bytes = packets.flatMap { $0 }
        if !damagedBytes.isEmpty, let place = damagedBytes.removeFirst() { bytes[place] = 0x31 }
        // 19 packets sixty times a second; cut anywhere.
        var sent: [(Int64, [UInt8])] = []
        for start in stride(from: 0, to: bytes.count, by: 151) {
            sent.append(
                (Int64(20 + start / 151 * 17), Array(bytes[start..<min(start + 151, bytes.count)])))
        }
        isBusyUntil = now + (sent.last?.0 ?? 0)
        return sent
    }

    private static func packets(_ seconds: [StoredSecond], _ hasPerfusion: Bool) -> [[UInt8]] {
        let values = seconds.enumerated().map { place, second -> [UInt8] in
            let none: [UInt8] = place % 2 == 0 ? [0, 0] : [127, 255]
            guard let spo2 = second.spo2Percent, let pulse = second.pulseBpm else { return none }
            return [spo2, UInt8(pulse)]
        }
        guard !hasPerfusion else {
            return values.enumerated().map { place, value in
                let perfusion = seconds[place].perfusionHundredths ?? 0xFFFF
                return v7Packet(0x09, value + [UInt8(perfusion & 0xFF), UInt8(perfusion >> 8)])
            }
        }
        return stride(from: 0, to: values.count, by: 3).map { start in
            let part = values[start..<min(start + 3, values.count)].flatMap { $0 }
            return v7Packet(0x0F, part + [UInt8](repeating: 0x55, count: 6 - part.count))
        }
    }
}
