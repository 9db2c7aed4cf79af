public import Ledger

/// Limits changed for one watch alone. Who changed them stands in the entry's header.
public struct LimitsChange: Equatable, Sendable {
    /// The watch.
    public var watch: EntryID
    /// What they were, by name; the unit is in the name.
    public var before: [String: Int64]
    /// What they are from now on, for the same names.
    public var after: [String: Int64]
    /// Why.
    public var reason: String

    /// The longest reason, in characters.
    public static let longestReason = 200

    /// Makes the fact.
    public init(
        watch: EntryID, before: [String: Int64], after: [String: Int64], reason: String
    ) {
        self.watch = watch
        self.before = before
        self.after = after
        self.reason = reason
    }

    var payload: CanonicalValue {
        .object([
            "watch": .id(watch), "before": .object(before.mapValues { .integer($0) }),
            "after": .object(after.mapValues { .integer($0) }), "reason": .string(reason),
        ])
    }

    init(_ reader: PayloadReader) throws(FactError) {
        self.init(
            watch: try reader.id("watch"), before: try reader.integers("before"),
            after: try reader.integers("after"),
            reason: try reader.text("reason", longest: Self.longestReason))
    }

    var words: String {
        let changes = after.sorted { $0.key < $1.key }.map { name, value in
            "\(name) \(before[name].map { "\($0)" } ?? "?") → \(value)"
        }
        return "Limits of this watch changed: \(changes.joined(separator: ", ")) (\(reason))"
    }
}

/// A version of one of the site's named sets of limits. The newest such entry is in force.
public struct LimitsVersion: Equatable, Sendable {
    /// What the site calls the set.
    public var profile: String
    /// Counts up by one within a set.
    public var version: Int64
    /// The handle that signed this version.
    public var author: String
    /// Every number, by name; the unit is in the name.
    public var limits: [String: Int64]

    /// The longest name of a set, in characters.
    public static let longestName = 40

    /// Makes the fact.
    public init(profile: String, version: Int64, author: String, limits: [String: Int64]) {
        self.profile = profile
        self.version = version
        self.author = author
        self.limits = limits
    }

    var payload: CanonicalValue {
        .object([
            "profile": .string(profile), "version": .integer(version), "author": .string(author),
            "limits": .object(limits.mapValues { .integer($0) }),
        ])
    }

    init(_ reader: PayloadReader) throws(FactError) {
        self.init(
            profile: try reader.text("profile", longest: Self.longestName),
            version: try reader.integer("version"), author: try reader.text("author"),
            limits: try reader.integers("limits"))
    }

    var words: String { "Limits in force: \(profile), version \(version), signed by \(author)" }
}
