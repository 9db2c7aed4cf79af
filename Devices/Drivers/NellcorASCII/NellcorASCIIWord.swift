import SignalCore

/// The words of a line of data, each character a byte of a number, the last lowest.
enum NellcorASCIIWord {
    /// Reads three letters, capital or small: 1 to 12 for a month's name.
    static func month(_ bytes: Span<UInt8>, _ place: inout Int) -> UInt16? {
        var name: UInt32 = 0
        for _ in 0..<3 {
            let letter = bytes[place] | 0x20
            guard letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z") else { return nil }
            name = name << 8 | UInt32(letter)
            place += 1
        }
        switch name {
        case 0x6A616E: return 1  // jan
        case 0x666562: return 2  // feb
        case 0x6D6172: return 3  // mar
        case 0x617072: return 4  // apr
        case 0x6D6179: return 5  // may
        case 0x6A756E: return 6  // jun
        case 0x6A756C: return 7  // jul
        case 0x617567: return 8  // aug
        case 0x736570: return 9  // sep
        case 0x6F6374: return 10  // oct
        case 0x6E6F76: return 11  // nov
        case 0x646563: return 12  // dec
        default: return nil
        }
    }

    /// Reads a status code of two capitals.
    static func code(_ bytes: Span<UInt8>, _ place: inout Int) -> UInt16? {
        let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
        let first = bytes[place]
        guard capitals.contains(first), capitals.contains(bytes[place + 1]) else { return nil }
        let second = bytes[place + 1]
        place += 2
        return UInt16(first) << 8 | UInt16(second)
    }

    /// What a status code means; nothing for one that nobody documents.
    static func flags(_ code: UInt16) -> SampleFlags {
        switch code {
        case 0x534F: .fingerOut  // SO: sensor off
        case 0x5344: .sensorFault  // SD: sensor disconnected
        case 0x5053, 0x4C50: .searching  // PS: pulse search; LP: loss of pulse
        case 0x4C4D: [.searching, .interference]  // LM: loss of pulse with interference
        case 0x4D4F: .interference  // MO: interference, mostly motion
        case 0x4C42: .lowBattery  // LB
        case 0x534C: [.deviceAlarm, .oxygenDropping]  // SL: saturation low
        case 0x5348, 0x5048, 0x504C: .deviceAlarm  // SH: saturation high; PH, PL: pulse high, low
        case 0x4153, 0x414F: .deviceAlarmSilenced  // AS: alarm silenced; AO: alarm off
        default: []
        }
    }
}
