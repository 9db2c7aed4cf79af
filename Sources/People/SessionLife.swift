/// The life of one signed-in session. Times are milliseconds since 1970 UTC, handed in, since a
/// session outlives a restart.
public enum SessionLife: Equatable, Sendable {
    /// It may be used.
    case live(started: Int64, lastUsed: Int64)
    /// It ended, and never comes back.
    case ended(Ending, at: Int64)

    /// Why a session ended.
    public enum Ending: String, CaseIterable, Sendable {
        /// Nobody used it for `idleMilliseconds`.
        case idle
        /// It had lasted `longestMilliseconds`.
        case tooLong = "too-long"
        /// The person signed out, or hid the screen.
        case signedOut = "signed-out"
        /// The person or a supervisor ended it, or the account was disabled.
        case revoked
        /// The clock was set back behind its start, so its age is not known.
        case clockSetBack = "clock-set-back"
    }

    /// A quarter of an hour without a touch.
    public static let idleMilliseconds: Int64 = 15 * 60_000
    /// A long shift.
    public static let longestMilliseconds: Int64 = 12 * 3_600_000
    /// A clock may be mended by so much without ending sessions.
    public static let clockToleranceMilliseconds: Int64 = 60_000

    /// A session that begins now.
    public static func begin(now: Int64) -> SessionLife { .live(started: now, lastUsed: now) }

    /// The session as it stands at a moment.
    public func at(_ now: Int64) -> SessionLife {
        guard case .live(let started, let lastUsed) = self else { return self }
        if now < started - Self.clockToleranceMilliseconds {
            return .ended(.clockSetBack, at: now)
        }
        if now - started >= Self.longestMilliseconds {
            return .ended(.tooLong, at: started + Self.longestMilliseconds)
        }
        if now - lastUsed >= Self.idleMilliseconds {
            return .ended(.idle, at: lastUsed + Self.idleMilliseconds)
        }
        return self
    }

    /// The session after it was used; one that has ended stays ended.
    public func used(_ now: Int64) -> SessionLife {
        guard case .live(let started, let lastUsed) = at(now) else { return at(now) }
        return .live(started: started, lastUsed: max(lastUsed, now))
    }

    /// The session after someone ended it.
    public func ended(_ ending: Ending, now: Int64) -> SessionLife {
        guard case .live = at(now) else { return at(now) }
        return .ended(ending, at: now)
    }

    /// True when it may be used.
    public func isLive(_ now: Int64) -> Bool {
        if case .live = at(now) { true } else { false }
    }
}
