import Alerts
import Synchronization

/// The site's limits, shared by whoever begins watches. Any thread may call it.
final class LimitsDesk: Sendable {
    private let state: Mutex<SiteLimits>

    init(_ limits: Limits) { state = Mutex(SiteLimits(limits)) }

    /// As they stand.
    var now: SiteLimits { state.withLock { $0 } }

    /// What new watches get.
    var inForce: Limits { state.withLock { $0.inForce } }

    /// Changes them; whoever comes next sees the change.
    func change<Result>(_ body: (inout SiteLimits) throws -> Result) rethrows -> Result {
        try state.withLock { try body(&$0) }
    }
}
