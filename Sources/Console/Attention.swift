import Alerts
import Ledger
import SignalCore
import Station

/// One line of the attention strip: who needs someone, and since when.
struct Attention: Equatable, Sendable {
    var seat: Int
    var label: String
    var handle: String
    var words: String
    var priority: AlertPriority
    var since: BootTime
    var simulated: Bool
    /// The line of an alert that ended and that nobody has seen; `nil` while it is open.
    var ended: Ended?

    /// What it takes to say of an ended alert's line that someone saw it.
    struct Ended: Equatable, Sendable {
        var at: BootTime
        var watch: EntryID
        var kind: AlertKind
    }

    /// What is open on all tiles. Real people stand before drills whatever the priority (a simulated
    /// alarm never outranks a real one); then what is open before what ended and waits to be seen;
    /// then the most urgent; then the oldest.
    static func list(of tiles: [SeatTile], station: [AlertTile] = []) -> [Attention] {
        (tiles.flatMap(lines) + station.map(line)).sorted { left, right in
            if left.simulated != right.simulated { return right.simulated }
            if (left.ended == nil) != (right.ended == nil) { return left.ended == nil }
            if left.priority != right.priority { return left.priority > right.priority }
            return (left.since, left.seat) < (right.since, right.seat)
        }
    }

    /// The station's own alert: it stands at seat 0, which no room has.
    private static func line(of alert: AlertTile) -> Attention {
        Attention(
            seat: 0, label: Words.english.stationName, handle: "",
            words: Words.english.line(of: alert), priority: alert.priority, since: alert.since,
            simulated: false)
    }

    private static func lines(of tile: SeatTile) -> [Attention] {
        guard let watch = tile.watch else { return [] }
        let open = watch.alerts.map { alert in
            Attention(
                seat: tile.seat, label: tile.label, handle: watch.handle,
                words: Words.english.line(of: alert), priority: alert.priority, since: alert.since,
                simulated: tile.isSimulated)
        }
        let ended = watch.ended.map { ended in
            Attention(
                seat: tile.seat, label: tile.label, handle: watch.handle,
                words: Words.english.line(of: ended), priority: ended.priority,
                since: ended.raisedAt, simulated: tile.isSimulated,
                ended: Ended(at: ended.endedAt, watch: watch.watch, kind: ended.kind))
        }
        return open + ended
    }
}

extension SeatTile {
    /// True for a drill and for any simulated oximeter: striped and labelled wherever it is shown.
    var isSimulated: Bool { oximeter.simulated || watch?.drill == true }

    /// The word on the stripes; `nil` for what is real.
    var simulatedTag: String? {
        if oximeter.simulated { return Words.english.simulated }
        return watch?.drill == true ? Words.english.drill : nil
    }

    /// The reading, when it may be relied on as the present: at most 3 s old (design rule 1).
    func currentReading(at now: BootTime) -> Reading? {
        guard let reading, reading.spo2Percent != nil,
            now.millisecondsSince(reading.at) <= Self.currentMilliseconds
        else { return nil }
        return reading
    }

    static let currentMilliseconds: Int64 = 3000

    /// The most urgent open alert.
    var topPriority: AlertPriority? { watch?.alerts.map(\.priority).max() }
}

extension AlertPriority {
    /// One to three marks, so that priority is seen without colour (after IEC 60601-1-8).
    var marks: String {
        switch self {
        case .low: "!"
        case .medium: "!!"
        case .high: "!!!"
        }
    }
}
