public import SignalCore

/// What to say to a device and when: start, keep alive, start again. Pure; time is handed in.
///
/// ```
/// listening ──quiet──▶ starting ──last command──▶ running ──quiet──▶ running (restart sent)
///     └──────────────heard a sample──────────────────▲
/// ```
public struct Conversation: Sendable {
    private enum Phase: Equatable {
        /// Only listening: a device may be streaming already, and a silent probe is safe for all.
        case listening(until: BootTime)
        /// Sending the start commands, `next` being the one that is due.
        case starting(next: Int, at: BootTime)
        /// The stream should be running.
        case running(keepAliveAt: BootTime, restartAt: BootTime)
    }

    private let talk: FamilyTalk
    private var phase: Phase

    /// How long a port is only listened to before anything is sent, in milliseconds.
    public static let listenMilliseconds: Int64 = 300

    /// Begins by listening.
    public init(_ talk: FamilyTalk, at now: BootTime) {
        self.talk = talk
        phase = .listening(until: now.adding(milliseconds: Self.listenMilliseconds))
    }

    /// A live sample came.
    public mutating func heardSample(at now: BootTime) {
        let restartAt = now.adding(milliseconds: talk.quietMilliseconds)
        switch phase {
        case .running(let keepAliveAt, _):
            phase = .running(keepAliveAt: keepAliveAt, restartAt: restartAt)
        case .listening:
            phase = .running(keepAliveAt: now, restartAt: restartAt)
        case .starting: break
        }
    }

    /// When `next` has something to say again.
    public var due: BootTime {
        switch phase {
        case .listening(let until): until
        case .starting(_, let at): at
        case .running(let keepAliveAt, let restartAt):
            talk.keepAlive == nil ? restartAt : min(keepAliveAt, restartAt)
        }
    }

    /// The command to write now; `nil` when none is due.
    public mutating func next(at now: BootTime) -> [UInt8]? {
        guard now >= due else { return nil }
        switch phase {
        case .listening: return start(0, at: now)
        case .starting(let step, _): return start(step, at: now)
        case .running(_, let restartAt):
            return now >= restartAt
                ? start(talk.restartFrom, at: now) : keepAlive(restartAt, at: now)
        }
    }

    private mutating func start(_ step: Int, at now: BootTime) -> [UInt8]? {
        guard step < talk.start.count else {
            run(from: now)
            return nil
        }
        if step + 1 < talk.start.count {
            phase = .starting(
                next: step + 1, at: now.adding(milliseconds: talk.startGapMilliseconds))
        } else {
            run(from: now)
        }
        return talk.start[step]
    }

    private mutating func run(from now: BootTime) {
        phase = .running(
            keepAliveAt: now.adding(milliseconds: talk.keepAliveMilliseconds),
            restartAt: now.adding(milliseconds: talk.quietMilliseconds))
    }

    private mutating func keepAlive(_ restartAt: BootTime, at now: BootTime) -> [UInt8]? {
        phase = .running(
            keepAliveAt: now.adding(milliseconds: talk.keepAliveMilliseconds),
            restartAt: restartAt)
        return talk.keepAlive
    }
}
