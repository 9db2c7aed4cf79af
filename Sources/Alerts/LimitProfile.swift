/// A named set of limits at a site, with every version it ever had: who signed it, and when.
/// Versions count up by one; none is ever changed or removed.
public struct LimitProfile: Equatable, Sendable {
    /// One signed version.
    public struct Version: Equatable, Sendable {
        /// The numbers, with the version's number and its author.
        public let limits: Limits
        /// When it was signed: wall time in milliseconds since 1970, attached by the caller.
        public let signedUnixMilliseconds: Int64

        /// Makes a version, as it is read back.
        public init(limits: Limits, signedUnixMilliseconds: Int64) {
            self.limits = limits
            self.signedUnixMilliseconds = signedUnixMilliseconds
        }
    }

    /// What the site calls it.
    public let name: String
    /// Every version, the oldest first; never empty.
    public private(set) var versions: [Version]

    /// Begins a profile with Spotter's defaults, signed by a handle. Throws `LimitsError` without
    /// a name or a handle.
    public init(
        name: String, author: String, signedUnixMilliseconds: Int64
    ) throws(LimitsError) {
        guard !name.isBlank else { throw .contradiction("A profile needs a name.") }
        try Limits.checkHandle(author)
        self.name = name
        let first = try Limits.spotterDefaults.changing([:], version: 1, author: author)
        versions = [Version(limits: first, signedUnixMilliseconds: signedUnixMilliseconds)]
    }

    /// Reads a profile back, the oldest version first; `nil` without a name or a version, or when
    /// the numbers of the versions do not rise.
    public init?(name: String, versions: [Version]) {
        let numbers = versions.map(\.limits.version)
        guard !name.isBlank, !versions.isEmpty, zip(numbers, numbers.dropFirst()).allSatisfy(<)
        else { return nil }
        self.name = name
        self.versions = versions
    }

    /// The version in force: new watches are frozen to it. Open ones keep theirs.
    public var current: Limits { versions[versions.count - 1].limits }

    /// Signs another version with some numbers changed. Throws `LimitsError` and changes nothing
    /// when the numbers are not a set of limits, nothing differs, or nobody signs.
    public mutating func sign(
        _ changes: [LimitField: Int], author: String, signedUnixMilliseconds: Int64
    ) throws(LimitsError) {
        try Limits.checkHandle(author)
        guard changes.contains(where: { current[$0.key] != $0.value }) else {
            throw .contradiction("Nothing is different from the version in force.")
        }
        let next = try current.changing(changes, version: current.version + 1, author: author)
        versions.append(
            Version(limits: next, signedUnixMilliseconds: signedUnixMilliseconds))
    }
}

/// Limits changed for one watch only, as the log keeps it.
public struct WatchLimits: Equatable, Sendable {
    /// The numbers in force for this watch from now on.
    public let limits: Limits
    /// What differs from those before: key, before, after; in the table's order.
    public let changes: [Change]
    /// The handle of whoever changed them.
    public let by: String
    /// Why.
    public let reason: String

    /// One number that differs.
    public struct Change: Equatable, Sendable {
        /// Which number.
        public let field: LimitField
        /// What it was.
        public let before: Int
        /// What it is.
        public let after: Int
    }
}

extension Limits {
    /// These limits with some numbers changed for one watch, by a named handle and with a reason.
    /// The low limit has its floor of 85 as everywhere. Throws `LimitsError` without a handle, a
    /// reason or a difference, and for numbers that are not a set of limits.
    public func forOneWatch(
        _ changes: [LimitField: Int], by handle: String, reason: String
    ) throws(LimitsError) -> WatchLimits {
        try Self.checkHandle(handle)
        guard !reason.isBlank else {
            throw .contradiction("Limits of one watch change only with a reason.")
        }
        let changed = try changing(changes, version: version, author: author)
        let differing = LimitField.allCases.filter { self[$0] != changed[$0] }
        guard !differing.isEmpty else { throw .contradiction("Nothing is different.") }
        return WatchLimits(
            limits: changed,
            changes: differing.map {
                WatchLimits.Change(field: $0, before: self[$0], after: changed[$0])
            }, by: handle, reason: reason)
    }

    static func checkHandle(_ handle: String) throws(LimitsError) {
        guard !handle.isBlank else { throw .contradiction("Limits change only by a named handle.") }
    }
}

extension String {
    fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
