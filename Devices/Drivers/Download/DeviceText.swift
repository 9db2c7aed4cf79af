import SignalCore

/// Text a device sends in a field of fixed length, filled up with blanks or zeros.
enum DeviceText {
    /// The text without what fills it up; what is no plain character stands as "?".
    static func read(_ bytes: [UInt8]) -> String {
        let blank = UInt8(ascii: " ")
        let isFill = { (byte: UInt8) in byte == 0 || byte == blank }
        let text = bytes.drop(while: isFill).reversed().drop(while: isFill).reversed()
        let plain = text.map { (blank..<0x7F).contains($0) ? $0 : UInt8(ascii: "?") }
        return String(decoding: plain, as: UTF8.self)
    }
}

extension StoredSecond {
    /// The values of a sample from the memory.
    init(_ sample: Sample) {
        self.init(
            spo2Percent: sample.spo2Percent, pulseBpm: sample.pulseBpm,
            perfusionHundredths: sample.perfusionHundredths)
    }
}
