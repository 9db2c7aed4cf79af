/// Why a session did not come over.
public enum DownloadFault: Equatable, Sendable {
    /// The device says that it is recording; it gives nothing away meanwhile.
    case recording
    /// The device did not answer.
    case noAnswer
    /// The device said no, with this reason of its own. Some answer 5, "unsupported", to everything
    /// while they record.
    case refused(reason: UInt8)
    /// Every try broke off; the longest reached this many seconds.
    case brokeOff(seconds: Int)
    /// The device said goodbye, with this reason of its own.
    case deviceLeft(reason: UInt8)
}

/// A session that did not come over, and why. It is still on the device.
public struct FailedSession: Equatable, Sendable {
    /// The session, as far as the device told; its length is 0 when it did not.
    public let session: StoredSession
    /// Why.
    public let why: DownloadFault
}

/// How a download ended.
public struct DownloadOutcome: Equatable, Sendable {
    /// What it came to.
    public enum Ending: Equatable, Sendable {
        /// The device was gone through; `failed` says whether anything is missing.
        case complete
        /// The device has nothing stored.
        case nothingStored
        /// It ended early, for this reason.
        case stopped(DownloadFault)
    }

    /// What it came to.
    public let ending: Ending
    /// Sessions that came over.
    public let finished: [StoredSession]
    /// Sessions that were not fetched because the caller has them.
    public let held: [StoredSession]
    /// Sessions that did not come over, and why.
    public let failed: [FailedSession]
}

/// How far a download is.
public struct DownloadProgress: Equatable, Sendable {
    /// Which session is being fetched, from 1.
    public var session: Int
    /// How many sessions are to be fetched.
    public var sessions: Int
    /// Seconds of it that have come.
    public var seconds: Int
    /// Seconds that the device announced.
    public var announcedSeconds: Int
}
