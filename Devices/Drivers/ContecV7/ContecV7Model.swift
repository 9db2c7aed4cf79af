extension FamilyModel {
    /// Contec V7. The clip renews SpO2 and pulse about once a second though it sends 60 frames.
    public static let contecV7 = FamilyModel(
        baud: 115_200,
        valuePeriodMilliseconds: 1000,
        quietMilliseconds: 1500,
        start: [
            ContecV7Command.stopDownload, ContecV7Command.stopLive, ContecV7Command.startLive,
        ],
        startGapMilliseconds: 60,
        keepAlive: ContecV7Command.keepAlive,
        keepAliveMilliseconds: 1000,
        restart: ContecV7Command.startLive,
        framesToClaim: 3)
}

/// Commands to the device: `7D 81`, the command, six pads.
public enum ContecV7Command {
    /// Starts the live stream. Without a keep-alive it ends after about 30 s.
    public static let startLive = command(0xA1)
    /// Stops the live stream; the device answers that it is free.
    public static let stopLive = command(0xA2)
    /// Stops a download that an earlier program left running.
    public static let stopDownload = command(0xA7)
    /// Keeps the live stream going; no answer comes.
    public static let keepAlive = command(0xAF)

    private static func command(_ code: UInt8) -> [UInt8] {
        [0x7D, 0x81, code, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80]
    }
}
