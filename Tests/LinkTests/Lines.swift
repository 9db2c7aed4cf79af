/// Lines of text as bedside monitors send them.
enum Lines {
    static func masimo(_ second: Int) -> [UInt8] {
        let clock = "04:48:\(second < 10 ? "0" : "")\(second)"
        return Array(
            ("07/01/17 \(clock) SN=0000093112 SPO2=098% BPM=072% PI=03.60% SPCO=--.-% SPMET=--.-%"
                + " DESAT=-- PIDELTA=+-- ALARM=0000 EXC=000800\r\n").utf8)
    }
}

/// A small generator with a seed, so that a failure can be had again.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
