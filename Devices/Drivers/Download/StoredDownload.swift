public import SignalCore

/// Fetches what an oximeter has stored: lists its sessions, then fetches each that the caller does
/// not hold. Pure: bytes and time are handed in, commands are handed out. It sets no clock and
/// deletes nothing, and it asks nothing but what the download needs.
///
/// ```
/// while download.outcome == nil {
///     if let command = download.next(at: now) { write(command) }
///     wait for bytes, at most until download.due
///     download.take(bytes, at: now)
///     keep(download.takeReady())
/// }
/// ```
///
/// While it runs nothing else may be written to the port. Not for the hot path: it allocates.
public struct StoredDownload: Sendable {
    private var script: any DownloadScript

    /// Begins a download; `nil` for a family whose memory is not read. Sessions in `holding` are
    /// listed but not fetched. `hostDate` is the station's own local date: a session that began
    /// after it has an unlikely clock.
    public init?(
        _ family: Family, holding: Set<StoredSession.Identity> = [], hostDate: DeviceDate?,
        at now: BootTime
    ) {
        let tally = DownloadTally(holding: holding, hostDate: hostDate)
        switch family {
        case .contecV7: script = ContecV7Download(tally, at: now)
        case .contecHID: script = ContecHIDDownload(tally, at: now)
        default: return nil
        }
    }

    /// Takes the bytes of one read.
    public mutating func take(_ bytes: Span<UInt8>, at now: BootTime) {
        script.take(bytes, at: now)
    }

    /// The command to write now; `nil` when none is due. Over USB-HID it is a report's payload.
    public mutating func next(at now: BootTime) -> [UInt8]? { script.next(at: now) }

    /// When `next` has something to do again, if no bytes come before.
    public var due: BootTime { script.question.due }

    /// The sessions found so far, in the device's order.
    public var found: [StoredSession] { script.tally.found }

    /// How far the session is that is being fetched; `nil` while the device is asked what it has,
    /// and at the end.
    public var progress: DownloadProgress? { script.tally.progress }

    /// The sessions that came over since the last call; each is handed out once.
    public mutating func takeReady() -> [DownloadedSession] { script.tally.takeReady() }

    /// How it ended; `nil` while it runs.
    public var outcome: DownloadOutcome? { script.tally.outcome }
}
