/// The ports known now, and the events that each piece of news makes. Pure.
struct PortSet {
    private var known: [String: Candidate] = [:]

    /// A port was added, or seen when adding was expected: news only when it differs.
    mutating func add(_ port: Candidate) -> [DiscoveryEvent] {
        guard let before = known[port.path] else {
            known[port.path] = port
            return [.appeared(port)]
        }
        guard before != port else { return [] }
        known[port.path] = port
        // The same name at another place is another cable, whose predecessor left unheard.
        return before.location == port.location
            ? [.changed(port)] : [.disappeared(path: port.path), .appeared(port)]
    }

    /// Someone says that a port changed. It is told even when its facts are the same, for its
    /// permissions may not be.
    mutating func change(_ port: Candidate) -> [DiscoveryEvent] {
        let events = add(port)
        return events.isEmpty ? [.changed(port)] : events
    }

    mutating func remove(path: String) -> [DiscoveryEvent] {
        known.removeValue(forKey: path) == nil ? [] : [.disappeared(path: path)]
    }

    /// Everything present, seen afresh: the differences, those that left first.
    mutating func replace(with present: [Candidate]) -> [DiscoveryEvent] {
        let paths = Set(present.map(\.path))
        let left = known.keys.filter { !paths.contains($0) }.sorted()
        var events: [DiscoveryEvent] = []
        for path in left { events += remove(path: path) }
        for port in present { events += add(port) }
        return events
    }
}
