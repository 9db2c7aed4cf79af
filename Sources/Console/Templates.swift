import Mustache

/// The templates, compiled once. They are part of the program: one that does not parse, or is
/// missing, is caught by a test, and shows as an empty page rather than a crash.
enum Templates {
    static let sources: [(name: String, bytes: [UInt8])] = [
        ("layout", PackageResources.layout_mustache),
        ("floor", PackageResources.floor_mustache),
        ("tile", PackageResources.tile_mustache),
        ("live", PackageResources.live_mustache),
        ("vitals", PackageResources.vitals_mustache),
        ("respond", PackageResources.respond_mustache),
        ("timeline", PackageResources.timeline_mustache),
        ("touch", PackageResources.touch_mustache),
        ("others", PackageResources.others_mustache),
        ("look", PackageResources.look_mustache),
        ("field", PackageResources.field_mustache),
        ("record", PackageResources.record_mustache),
        ("closing", PackageResources.closing_mustache),
        ("debrief", PackageResources.debrief_mustache),
        ("checkin", PackageResources.checkin_mustache),
        ("checkins", PackageResources.checkins_mustache),
        ("ask", PackageResources.ask_mustache),
        ("wellbeing", PackageResources.wellbeing_mustache),
        ("incidents", PackageResources.incidents_mustache),
        ("incident", PackageResources.incident_mustache),
        ("entries", PackageResources.entries_mustache),
        ("replay", PackageResources.replay_mustache),
        ("tonight", PackageResources.tonight_mustache),
        ("rows", PackageResources.rows_mustache),
        ("watch", PackageResources.watch_mustache),
        ("handover", PackageResources.handover_mustache),
        ("limits", PackageResources.limits_mustache),
        ("move", PackageResources.move_mustache),
        ("error", PackageResources.error_mustache),
        ("door", PackageResources.door_mustache),
        ("nav", PackageResources.nav_mustache),
        ("tap", PackageResources.tap_mustache),
        ("takeover", PackageResources.takeover_mustache),
        ("people", PackageResources.people_mustache),
        ("audit", PackageResources.audit_mustache),
        ("mine", PackageResources.mine_mustache),
    ]

    /// Templates that do not parse, which a test keeps empty.
    static let broken = sources.map(\.name).filter { parsed.getTemplate(named: $0) == nil }

    static let parsed: MustacheLibrary = {
        var library = MustacheLibrary()
        for source in sources {
            try? library.register(String(decoding: source.bytes, as: UTF8.self), named: source.name)
        }
        return library
    }()
}
