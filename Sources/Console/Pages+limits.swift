import Alerts
import Hummingbird
import Ledger
import People
import Reports
import ResponseLog
import Station

/// Limits: the site's sets with all their versions, and those of one watch.
extension Pages {
    func addLimits(to router: GatedRouter) {
        router.get("/settings/limits", needs: .right(.settings)) { request, _ in limits(request) }
        router.post("/settings/limits", needs: .right(.settings)) { request, _ in
            try await signLimits(request)
        }
        router.post("/settings/limits/choose", needs: .right(.settings)) { request, _ in
            try await chooseLimits(request)
        }
        router.post("/watches/:watch/limits", needs: .respond) { request, context in
            try await watchLimits(request, watch: context.id("watch"))
        }
    }

    private func limits(_ request: Request) -> Response {
        let site = station.siteLimits
        let offset = station.now().utcOffsetMinutes
        let profiles = site.profiles.map { profile in
            ProfileView(
                profile, isInForce: profile.name == site.profileInForce,
                utcOffsetMinutes: offset)
        }
        return page(
            "limits", title: Words.english.limitsPage, request: request,
            content: [
                "profiles": profiles, "inForce": site.profileInForce ?? Words.english.noProfile,
                "version": site.inForce.version, "author": site.inForce.author,
                "newEntry": "\(EntryID.random())",
                "defaults": LimitsForm(site.inForce, fields: LimitField.allCases),
                "isUnsigned": site.profiles.isEmpty,
            ])
    }

    private func signLimits(_ request: Request) async throws -> Response {
        let act = try await Act(request)
        let name = try act.form.text("profile", longest: LimitsVersion.longestName)
        let profile = station.siteLimits.profile(name)
        let changes = try LimitsForm.changes(
            in: act.form, from: profile?.current ?? .spotterDefaults,
            fields: LimitField.allCases)
        let version = try act.form.number("version", in: 1...1_000_000).map(Int.init)
        try await station.signLimits(
            profile: name, from: version, changes: changes, touch: try named(act))
        return act.done(next: "/settings/limits")
    }

    private func chooseLimits(_ request: Request) async throws -> Response {
        let act = try await Act(request)
        let name = try act.form.text("profile", longest: LimitsVersion.longestName)
        try await station.chooseLimits(profile: name, touch: try named(act))
        return act.done(next: "/settings/limits")
    }

    private func watchLimits(_ request: Request, watch: EntryID) async throws -> Response {
        let act = try await Act(request)
        let reason = try act.form.text("reason", longest: LimitsChange.longestReason)
        guard let limits = station.limits(of: watch) else {
            throw ConsoleError.unknown(Words.english.noWatch)
        }
        let changes = try LimitsForm.changes(
            in: act.form, from: limits, fields: LimitsForm.ofOneWatch)
        let receipt = try await station.changeLimits(
            of: watch, to: changes, reason: reason, touch: try named(act))
        return act.done(next: "/respond/\(watch)", receipt: receipt)
    }

    /// The touch by the handle in the form, or else by the screen's: limits change only by a named one.
    private func named(_ act: Act) throws -> Touch {
        var touch = act.touch
        if let handle = act.form.text("handle") {
            guard Screen.isNickname(handle) else {
                throw ConsoleError.malformed(Words.english.badNickname)
            }
            touch.by = handle
        }
        guard touch.by != nil else {
            throw ConsoleError.malformed(Words.english.fieldMissing("handle"))
        }
        return touch
    }
}

/// A set of limits as the settings page shows it.
struct ProfileView: Sendable {
    let name: String
    let isInForce: Bool
    let version: Int
    let author: String
    let fields: [LimitNumber]
    let versions: [VersionView]
    let signEntry = "\(EntryID.random())"
    let chooseEntry = "\(EntryID.random())"

    /// One signed version.
    struct VersionView: Sendable {
        let version: Int
        let author: String
        let date: String
        let time: String
        let changes: String
    }

    init(_ profile: LimitProfile, isInForce: Bool, utcOffsetMinutes: Int) {
        name = profile.name
        self.isInForce = isInForce
        version = profile.current.version
        author = profile.current.author
        fields = LimitsForm(profile.current, fields: LimitField.allCases).fields
        var before = Limits.spotterDefaults
        var views: [VersionView] = []
        for version in profile.versions {
            let at = LocalTime(
                unixMilliseconds: version.signedUnixMilliseconds,
                utcOffsetMinutes: utcOffsetMinutes)
            views.append(
                VersionView(
                    version: version.limits.version, author: version.limits.author,
                    date: at.dateText, time: at.minuteText,
                    changes: Self.changes(from: before, to: version.limits)))
            before = version.limits
        }
        versions = views.reversed()
    }

    private static func changes(from before: Limits, to after: Limits) -> String {
        let changes = LimitField.allCases.filter { before[$0] != after[$0] }.map { field in
            let (old, new) = (
                LimitNumber(field, value: before[field]), LimitNumber(field, value: after[field])
            )
            return "\(new.label) \(old.value) → \(new.value) \(new.unit)"
        }
        return changes.isEmpty ? Words.english.asDefaults : changes.joined(separator: "; ")
    }
}
