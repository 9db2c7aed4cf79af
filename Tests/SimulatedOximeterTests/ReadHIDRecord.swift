import SimulatedOximeter

/// Stored data of a Contec HID device taken apart by the published rules, for these tests alone.
enum ReadHIDRecord {
    /// Cuts joined reports into messages of one head; `nil` when a checksum or a number is wrong.
    static func messages(_ bytes: [UInt8], head: UInt8, length: Int, number: Int) -> [[Int]]? {
        var messages: [[Int]] = []
        var place = 0
        while place + length <= bytes.count, bytes[place] == head {
            let message = bytes[place..<(place + length)].map(Int.init)
            guard message.dropLast().reduce(0, +) % 128 == message[length - 1],
                message[number] + message[number + 1] * 128 == messages.count
            else { return nil }
            messages.append(message)
            place += length
        }
        return bytes[place...].allSatisfy { $0 == 0 } ? messages : nil
    }

    /// Values of an automatic record.
    static func auto(_ bytes: [UInt8], quantity: Int, count: Int) -> [Int]? {
        guard let messages = messages(bytes, head: 0xED, length: 30, number: 3) else { return nil }
        var (base, isSecondOfBase) = (0, false)
        var values: [Int] = []
        for message in messages {
            guard message[1] == 4, message[2] == quantity else { return nil }
            let flags = message[5] + message[6] * 128 + message[7] * 128 * 128
            for place in 0..<21 {
                let byte = message[8 + place]
                let isFlagged = flags >> place % 2 == 1
                let (high, low) = (byte / 16, byte % 16)
                if isFlagged && high == 7 {
                    base = isSecondOfBase ? base + low : low * 16
                    isSecondOfBase.toggle()
                } else {
                    guard !isSecondOfBase else { return nil }
                    values.append(base - high - (isFlagged ? 8 : 0))
                    if low != 15 { values.append(base - low) }
                }
            }
        }
        return values.count >= count ? Array(values.prefix(count)) : nil
    }

    /// Values of a record made by hand; `nil` for one that is missing.
    static func manual(_ bytes: [UInt8], head: UInt8, count: Int) -> [Int?]? {
        guard let messages = messages(bytes, head: head, length: 20, number: 1) else { return nil }
        var values: [Int?] = []
        for message in messages {
            let flags = message[3] + message[4] * 128
            var last: Int? =
                message[5] == 0x7F && flags % 2 == 1 ? nil : message[5] + flags % 2 * 128
            values.append(last)
            for place in 1..<14 {
                let byte = message[5 + place]
                let isFlagged = flags >> place % 2 == 1
                if byte == 0x7F && isFlagged {
                    values += [nil, nil]
                    continue
                }
                guard let before = last else { return nil }
                let first = before + (isFlagged ? -1 : 1) * (byte / 16)
                values.append(first)
                last = first
                switch byte % 16 {
                case 15: values.append(nil)
                case 8...: last = first - byte % 8
                default: last = first + byte % 8
                }
                if byte % 16 != 15 { values.append(last) }
            }
        }
        return values.count >= count ? Array(values.prefix(count)) : nil
    }
}
