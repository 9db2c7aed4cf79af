import Alerts
import Hummingbird
import Ledger
import People
import ResponseLog
import SignalCore
import Station

/// The floor: the page that is always open, on tablets and on the wall.
extension Pages {
    func floor(_ request: Request) -> Response {
        let now = station.now().boot
        let everything = station.board.everything()
        let tiles = everything.tiles
        let isWall = request.query("wall") == "1"
        let showsHandles = !isWall && !Caller.current.visitor.isHidden
        return page(
            "floor", title: Words.english.floor, request: request,
            content: [
                "tiles": tiles.map { TileView($0, now: now, showsHandles: showsHandles) },
                "attention": Attention.list(of: tiles, station: everything.header.alerts).map {
                    AttentionView($0, now: now)
                },
                "stationAlerts": !everything.header.alerts.isEmpty,
                "stationEntry": "\(EntryID.random())",
                "isWall": isWall,
                "endings": WatchEnding.allCases.map { ChoiceView($0.rawValue, $0.words) },
            ])
    }
}

/// A line of the attention strip as the template shows it.
struct AttentionView: Sendable {
    let seat: Int
    let label: String
    let words: String
    let marks: String
    let priority: String
    let simulated: Bool
    /// How long an open one lasts; `nil` for one that ended.
    let age: AgeView?
    let ended: EndedLine?

    /// An alert that ended, with the form that says that someone saw it.
    struct EndedLine: Sendable {
        let age: AgeView?
        let watch: String
        let kind: String
        let entry = "\(EntryID.random())"
    }

    init(_ line: Attention, now: BootTime) {
        seat = line.seat
        label = line.label
        words = line.words
        marks = line.priority.marks
        priority = line.priority.rawName
        simulated = line.simulated
        age = line.ended == nil ? AgeView(line.since, now: now) : nil
        ended = line.ended.map {
            EndedLine(
                age: AgeView($0.at, now: now), watch: "\($0.watch)", kind: $0.kind.rawValue)
        }
    }
}

/// One of several buttons or options: what is sent, and what people read.
struct ChoiceView: Sendable {
    let value: String
    let words: String

    init(_ value: String, _ words: String) {
        self.value = value
        self.words = words.prefix(1).uppercased() + words.dropFirst()
    }
}
