public import Alerts
import ResponseLog

/// The site's named sets of limits with all their versions, and which version new watches get.
///
/// Folded from the ledger: every version is an entry with its author, and so is every choice.
public struct SiteLimits: Equatable, Sendable {
    /// Every set, in the order they came.
    public private(set) var profiles: [LimitProfile] = []
    /// What new watches get.
    public private(set) var inForce: Limits
    /// The set it is from; `nil` before the site has signed any.
    public private(set) var profileInForce: String?

    /// Before the site has signed any.
    public init(_ limits: Limits) { inForce = limits }

    /// The set of that name.
    public func profile(_ name: String) -> LimitProfile? { profiles.first { $0.name == name } }

    /// Takes an entry that was signed at a moment. One that is not a set of limits in this release
    /// changes nothing: what was in force before stays so.
    mutating func take(_ entry: LimitsVersion, signedUnixMilliseconds: Int64) {
        let fields = Limits.spotterDefaults.fields + entry.limits.map { ($0.key, Int($0.value)) }
        guard
            let limits = try? Limits(
                version: Int(entry.version), author: entry.author, fields: fields)
        else { return }
        let version = LimitProfile.Version(
            limits: limits, signedUnixMilliseconds: signedUnixMilliseconds)
        let place = profiles.firstIndex { $0.name == entry.profile } ?? profiles.endIndex
        let known = place < profiles.endIndex ? profiles[place].versions : []
        if !known.contains(where: { $0.limits.version == limits.version }) {
            guard let profile = LimitProfile(name: entry.profile, versions: known + [version])
            else { return }
            if place < profiles.endIndex {
                profiles[place] = profile
            } else {
                profiles.append(profile)
            }
        }
        inForce = limits
        profileInForce = entry.profile
    }
}

extension LimitsVersion {
    /// A version as the ledger keeps it.
    init(profile: String, _ limits: Limits) {
        self.init(
            profile: profile, version: Int64(limits.version), author: limits.author,
            limits: Dictionary(
                uniqueKeysWithValues: limits.fields.map { ($0.name, Int64($0.value)) }))
    }
}
