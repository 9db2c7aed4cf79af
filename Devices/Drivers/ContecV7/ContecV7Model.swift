extension FamilyModel {
    /// Contec V7. The clip renews SpO2 and pulse about once a second though it sends 60 frames.
    public static let contecV7 = FamilyModel(
        bus: .serial([FamilyLine(baud: 115_200)]),
        valuePeriodMilliseconds: 1000,
        listenMilliseconds: 1500,
        framesToClaim: 3,
        talk: FamilyTalk(
            start: [
                ContecV7Command.stopDownload, ContecV7Command.stopLive, ContecV7Command.startLive,
            ],
            startGapMilliseconds: 60,
            restartFrom: 2,
            quietMilliseconds: 1500,
            keepAlive: ContecV7Command.keepAlive,
            keepAliveMilliseconds: 1000))
}

/// Commands to the device: `7D`, top bits, the command, then what it is about and pads, six bytes.
public enum ContecV7Command {
    /// Starts the live stream. Without a keep-alive it ends after about 30 s.
    public static let startLive = command(0xA1)
    /// Stops the live stream; the device answers that it is free.
    public static let stopLive = command(0xA2)
    /// Stops a download that an earlier program left running.
    public static let stopDownload = command(0xA7)
    /// Keeps the live stream going; no answer comes.
    public static let keepAlive = command(0xAF)

    /// Asks for the number of users.
    static let askUserCount = command(0xAD)
    /// Asks whether the device measures a perfusion index.
    static let askPerfusion = command(0xAC)
    /// Asks for the number of a user's sessions.
    static func askSegmentCount(user: UInt8) -> [UInt8] { command(0xA3, [user]) }
    /// Asks for a user's name.
    static func askUser(_ user: UInt8) -> [UInt8] { command(0xAB, [user]) }
    /// Asks for a session's length.
    static func askLength(user: UInt8, segment: UInt8) -> [UInt8] {
        command(0xA4, [user, segment])
    }
    /// Asks for a session's start.
    static func askStart(user: UInt8, segment: UInt8) -> [UInt8] { command(0xA5, [user, segment]) }
    /// Asks for a session's data.
    static func download(user: UInt8, segment: UInt8) -> [UInt8] { command(0xA6, [user, segment]) }
    /// Deletes a session.
    static func delete(user: UInt8, segment: UInt8) -> [UInt8] { command(0xAE, [user, segment]) }

    /// All but the first byte have bit 7 set; the true top bits stand in the second.
    static func command(_ code: UInt8, _ parameters: [UInt8] = []) -> [UInt8] {
        var data = [code] + parameters
        while data.count < 7 { data.append(0) }
        var top: UInt8 = 0x80
        for place in data.indices { top |= (data[place] >> 7) << UInt8(place) }
        return [0x7D, top] + data.map { $0 | 0x80 }
    }
}
