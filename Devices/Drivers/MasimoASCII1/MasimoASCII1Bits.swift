import SignalCore

/// The bits of `EXC=` and `ALARM=`.
enum MasimoASCII1Bits {
    /// Bits of `EXC` beside which no number is a value: no sensor, sensor defective, pulse search,
    /// sensor off, too much light, sensor not recognised.
    static let noValue: UInt32 = 0x001 | 0x002 | 0x008 | 0x020 | 0x040 | 0x080

    /// `EXC` stands in the Rad-8 manual. `ALARM` does not: its bits were found by trial, so no
    /// value depends on it. Bit 800 of `EXC` is no fault: Masimo SET runs in full.
    static func flags(exceptions: UInt32, alarms: UInt32) -> SampleFlags {
        let said =
            bits(exceptions & 0x083, .sensorFault) | bits(exceptions & 0x004, .lowPerfusion)
            | bits(exceptions & 0x008, .searching) | bits(exceptions & 0x050, .interference)
            | bits(exceptions & 0x020, .fingerOut) | bits(exceptions & 0x400, .artifact)
        // SpO2 high 01, SpO2 low 02, pulse high 04, pulse low 08, alarm on 10; silenced 20.
        let alarm = bits(alarms & 0x1F, .deviceAlarm) | bits(alarms & 0x20, .deviceAlarmSilenced)
        return SampleFlags(rawValue: said | alarm)
    }

    /// The flag's bit if any bit is set, without a branch: none of these can be foreseen.
    @inline(__always)
    private static func bits(_ set: UInt32, _ flag: SampleFlags) -> UInt16 {
        set != 0 ? flag.rawValue : 0
    }
}
