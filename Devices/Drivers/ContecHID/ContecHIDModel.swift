extension FamilyModel {
    /// Contec's USB-HID messages: the CMS50E sold now, Beurer PO 80, Pulox PO-400. They renew SpO2
    /// and pulse once a second and send 59 points of the wave between.
    public static let contecHID = FamilyModel(
        bus: .hid,
        valuePeriodMilliseconds: 1000,
        listenMilliseconds: 1500,
        framesToClaim: 3,
        talk: FamilyTalk(
            start: [ContecHIDCommand.startWave, ContecHIDCommand.startNumbers],
            startGapMilliseconds: 60,
            // Wave and numbers are two streams: both are asked for again.
            restartFrom: 0,
            quietMilliseconds: 1500,
            keepAlive: ContecHIDCommand.keepAlive,
            keepAliveMilliseconds: 5000))
}

/// Commands to the device: a report's payload. All but the first end with the sum of the bytes
/// before, seven bits of it.
public enum ContecHIDCommand {
    /// Starts the wave.
    public static let startWave = summed([0x9B, 0x00])
    /// Starts SpO2 and pulse.
    public static let startNumbers = summed([0x9B, 0x01])
    /// Stops both; the device answers `EB 7F 6A`.
    public static let stopLive = summed([0x9B, 0x7F])
    /// Keeps the live streams going; no answer comes.
    public static let keepAlive = summed([0x9A])
    /// The vendor's program begins with these two commands of its serial clips: stop a download,
    /// stop live. The device answers `F0 70`.
    public static let stopEverything = ContecV7Command.stopDownload + ContecV7Command.stopLive

    /// Asks whether records are stored, and in which mode.
    static let askRecords = summed([0x9F])
    /// Asks for the heading of the next record of the automatic mode.
    static let askAutoRecord = summed([0x9C, 0x01])
    /// Asks for the heading of the manual mode's record.
    static let askManualRecord = summed([0xA0, 0x00])
    /// Deletes every record of the automatic mode.
    static let deleteAuto = summed([0x9D, 0x7F, 0x7F, 0x7F, 0x7F, 0x00, 0x00])
    /// Deletes the manual mode's record, in two steps.
    static let deleteManual = [summed([0xA1, 0x00]), summed([0xA1, 0x01])]

    /// Asks for one quantity of a record of the automatic mode.
    static func askAuto(_ quantity: UInt8, record: UInt8) -> [UInt8] {
        summed([0x9D, 0x04, quantity, 0x01, record, 0x00, 0x00, 0x00])
    }

    /// Asks for one quantity of the manual mode's record.
    static func askManual(_ quantity: UInt8) -> [UInt8] {
        summed([quantity == ContecHIDRecord.oxygen ? 0xA3 : 0xA2, 0x00, 0x00, 0x00])
    }

    private static func summed(_ bytes: [UInt8]) -> [UInt8] {
        bytes + [bytes.reduce(0, &+) & 0x7F]
    }
}
