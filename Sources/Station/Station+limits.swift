public import Alerts
public import Ledger
import ResponseLog
public import Store
import Synchronization

/// Limits: those of one watch, and the site's sets of them.
extension Station {
    /// The limits in force for an open watch; `nil` when it is not open.
    public func limits(of watch: EntryID) -> Limits? {
        guard let start = book.start(watch), let entries = book.entries(watch) else { return nil }
        return start.limitsInForce(entries)
    }

    /// Changes limits for one watch alone, from now on. Throws `LimitsError` without a handle, a
    /// reason or a difference, and for numbers that are not a set of limits.
    public func changeLimits(
        of watch: EntryID, to changes: [LimitField: Int], reason: String, touch: Touch
    ) async throws -> Receipt {
        // A touch sent twice: the first one changed them.
        if let known = try await store.reader.entry(id: touch.entry), known.header.kind == Self.kind
        {
            return try await append([try limitsDraft(nil, watch, touch)], awaiting: touch.entry)
        }
        let draft = try turn.withLock { _ in
            guard let limits = limits(of: watch) else { throw StationError.noSuchWatch }
            let changed = try limits.forOneWatch(changes, by: touch.by ?? "", reason: reason)
            let draft = try limitsDraft(LimitsChange(changed, watch: watch), watch, touch)
            book.add(draft.waiting(clock.now()))
            alerts.send(.limits(watch, changed.limits))
            return draft
        }
        return try await append([draft], awaiting: touch.entry)
    }

    private static let kind = "watch.limits-changed"

    /// The entry of a change; one sent again is known by its id alone.
    private func limitsDraft(
        _ change: LimitsChange?, _ watch: EntryID, _ touch: Touch
    ) throws -> EntryDraft {
        let fact = change ?? LimitsChange(watch: watch, before: [:], after: [:], reason: "")
        return try draft(.limitsChanged(fact), watch: watch, touch: touch)
    }
}

extension Station {
    /// The site's sets of limits as they stand.
    public var siteLimits: SiteLimits { limits.now }

    /// Signs a version of a set, which is then in force for new watches; a set of a new name begins
    /// with Spotter's defaults. Watches that run keep theirs. `version` is the one the person saw: when
    /// another was signed meanwhile it is refused. Throws `LimitsError`.
    public func signLimits(
        profile name: String, from version: Int?, changes: [LimitField: Int], touch: Touch
    ) async throws {
        if try await store.reader.entry(id: touch.entry) != nil { return }
        let signed = clock.now().recordedUnixMilliseconds
        let drafts = try limits.change { site in
            var profile: LimitProfile
            var facts: [LimitsVersion] = []
            let author = touch.by ?? ""
            if let known = site.profile(name) {
                guard version == nil || version == known.current.version else {
                    throw LimitsError.contradiction(
                        "Version \(known.current.version) was signed meanwhile: look at it first.")
                }
                profile = known
            } else {
                profile = try LimitProfile(
                    name: name, author: author, signedUnixMilliseconds: signed)
                facts.append(LimitsVersion(profile: name, profile.current))
            }
            if !changes.isEmpty || facts.isEmpty {
                try profile.sign(changes, author: author, signedUnixMilliseconds: signed)
                facts.append(LimitsVersion(profile: name, profile.current))
            }
            return put(facts, at: signed, touch, &site)
        }
        _ = try await append(drafts)
    }

    /// Puts another set in force for new watches. Throws `LimitsError` when there is none of the name.
    public func chooseLimits(profile name: String, touch: Touch) async throws {
        if try await store.reader.entry(id: touch.entry) != nil { return }
        let drafts = try limits.change { site in
            guard let profile = site.profile(name) else {
                throw LimitsError.contradiction("There are no limits of that name.")
            }
            guard let by = touch.by, !by.isEmpty else {
                throw LimitsError.contradiction("Limits change only by a named handle.")
            }
            let fact = LimitsVersion(profile: name, profile.current)
            return put([fact], at: clock.now().recordedUnixMilliseconds, touch, &site)
        }
        _ = try await append(drafts)
    }

    /// Puts versions in force and gives their entries, the last under the touch's own name.
    private func put(
        _ facts: [LimitsVersion], at time: Int64, _ touch: Touch, _ site: inout SiteLimits
    ) -> [EntryDraft] {
        let by = EntryID.random().text
        if let label = touch.by { notes.person(by, label: label) }
        return facts.enumerated().map { place, fact in
            site.take(fact, signedUnixMilliseconds: time)
            let isLast = place == facts.count - 1
            return EntryDraft(
                id: isLast ? touch.entry : touch.follower.entry, .limitsSigned(fact),
                occurred: nil, by: by, console: touch.console)
        }
    }

    /// Reads the site's limits back from the ledger.
    func restoreLimits() async throws {
        for entry in try await store.reader.entries(stream: "station").map(LogEntry.init) {
            guard case .limitsSigned(let fact) = entry.fact else { continue }
            limits.change {
                $0.take(fact, signedUnixMilliseconds: entry.recordedUnixMilliseconds)
            }
        }
    }
}
