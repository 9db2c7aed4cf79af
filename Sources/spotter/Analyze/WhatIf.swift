import Alerts
import SignalCore

/// What other limits would have made of the same past: per kind, how many alerts and how often, how
/// much earlier or later they came, and which alerts of the limits in force would have been missed.
struct WhatIf {
    /// One kind's figures.
    struct Row {
        var kind: AlertKind
        /// Alerts under the limits in force then, and under the other ones.
        var before = 0
        var after = 0
        /// Alerts of before without any of this kind near them.
        var missed = 0
        /// Alerts of after without any of this kind near them.
        var added = 0
        /// How much earlier those that met came, in seconds; negative is later.
        var earlierSeconds: [Int64] = []
    }

    /// An alert this close to another stands for the same event. Own choice: the longest delay that a
    /// site can set for low oxygen and for the signal, and the time to clear.
    static let nearSeconds: Int64 = 60

    private(set) var rows: [AlertKind: Row] = [:]
    private(set) var seconds = 0

    /// Adds one watch's replay under both.
    mutating func add(before: AlertReplay, after: AlertReplay) {
        seconds += before.seconds
        let was = AlertEpisode.list(of: before.transitions)
        let would = AlertEpisode.list(of: after.transitions)
        for kind in AlertKind.allCases {
            let (was, would) = (was.filter { $0.kind == kind }, would.filter { $0.kind == kind })
            guard !was.isEmpty || !would.isEmpty else { continue }
            var row = rows[kind] ?? Row(kind: kind)
            row.before += was.count
            row.after += would.count
            for episode in was {
                guard let met = would.first(where: { $0.meets(episode, within: Self.nearSeconds) })
                else {
                    row.missed += 1
                    continue
                }
                row.earlierSeconds.append(episode.from.millisecondsSince(met.from) / 1000)
            }
            row.added += would.count { other in
                !was.contains { $0.meets(other, within: Self.nearSeconds) }
            }
            rows[kind] = row
        }
    }

    /// The rows that have anything, in the table's order.
    var table: [Row] { AlertKind.allCases.compactMap { rows[$0] } }

    /// Hours replayed.
    var hours: Double { Double(seconds) / 3600 }
}
