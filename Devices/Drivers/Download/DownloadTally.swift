/// What a download has found and brought so far; the same for every family.
struct DownloadTally: Sendable {
    private let holding: Set<StoredSession.Identity>
    let hostDate: DeviceDate?

    private(set) var found: [StoredSession] = []
    private(set) var ready: [DownloadedSession] = []
    private(set) var outcome: DownloadOutcome?
    private var wanted: [StoredSession] = []
    private var held: [StoredSession] = []
    private var finished: [StoredSession] = []
    private var failed: [FailedSession] = []
    private var nextWanted = 0
    /// Whether the device has been asked what it has, and sessions are being fetched.
    var isFetching = false
    /// Seconds of the session that is being fetched.
    var seconds = 0
    /// Its length, where its data shows that the list was wrong.
    var announcedSeconds: Int?

    init(holding: Set<StoredSession.Identity>, hostDate: DeviceDate?) {
        self.holding = holding
        self.hostDate = hostDate
    }

    /// A session the device lists. One without a date is fetched even if the caller holds one like
    /// it: nothing tells the two apart.
    mutating func find(_ session: StoredSession) {
        found.append(session)
        if session.identity.start != nil && holding.contains(session.identity) {
            held.append(session)
        } else {
            wanted.append(session)
        }
    }

    /// A session of which the device did not say enough to fetch it.
    mutating func failListing(_ session: StoredSession, _ why: DownloadFault) {
        found.append(session)
        failed.append(FailedSession(session: session, why: why))
    }

    /// The session to fetch now; `nil` when all have had their turn.
    var current: StoredSession? { nextWanted < wanted.count ? wanted[nextWanted] : nil }

    var progress: DownloadProgress? {
        guard isFetching, outcome == nil, let current else { return nil }
        return DownloadProgress(
            session: nextWanted + 1, sessions: wanted.count, seconds: seconds,
            announcedSeconds: announcedSeconds ?? current.identity.seconds)
    }

    mutating func finishCurrent(_ seconds: [StoredSecond]) {
        guard let current else { return }
        ready.append(DownloadedSession(session: current, seconds: seconds))
        finished.append(current)
        moveOn()
    }

    mutating func failCurrent(_ why: DownloadFault) {
        guard let current else { return }
        failed.append(FailedSession(session: current, why: why))
        moveOn()
    }

    private mutating func moveOn() {
        nextWanted += 1
        seconds = 0
        announcedSeconds = nil
    }

    mutating func takeReady() -> [DownloadedSession] {
        defer { ready = [] }
        return ready
    }

    /// Every session had its turn.
    mutating func end() { end(found.isEmpty ? .nothingStored : .complete) }

    /// The rest cannot be had.
    mutating func stop(_ why: DownloadFault) {
        while current != nil { failCurrent(why) }
        end(.stopped(why))
    }

    private mutating func end(_ ending: DownloadOutcome.Ending) {
        guard outcome == nil else { return }
        outcome = DownloadOutcome(
            ending: ending, finished: finished, held: held, failed: failed)
    }
}
