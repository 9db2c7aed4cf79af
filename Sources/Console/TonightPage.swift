import Ledger
import Reports
import ResponseLog
import SignalCore
import Station

/// A seat as the shift's page shows it.
struct TonightSeat: Sendable {
    let label: String
    let tag: String?
    let oximeter: String
    let isFault: Bool
    let handle: String?
    let watch: String?
    let since: String?
    let incident: String?
    let alerts: [String]

    init(_ tile: SeatTile, now: BootTime) {
        let words = Words.english
        label = tile.label
        tag = tile.simulatedTag
        isFault = tile.oximeter.state.isFault
        let signal = words.signal(of: tile, now: now).text
        let name = tile.oximeter.family.map { "\($0), " } ?? ""
        oximeter = words.sentence(for: tile.oximeter) ?? name + signal
        handle = tile.watch?.handle
        watch = tile.watch.map { "\($0.watch)" }
        since = tile.watch.map { Age.text(now.millisecondsSince($0.startedAt)) }
        incident = tile.watch?.incident.map { "\($0)" }
        alerts = tile.watch?.alerts.map { words.line(of: $0) } ?? []
    }
}

extension OximeterTile.State {
    /// True when the seat has an oximeter that gives nothing, whoever's doing that is.
    var isFault: Bool {
        switch self {
        case .stalled, .gone, .taken, .noPermission, .unusable: true
        case .none, .identifying, .streaming: false
        }
    }
}

/// Something a team agreed on and that is not done.
struct OpenActionView: Sendable {
    let action: String
    let incident: String
    let aim: String
    let text: String
    let owner: String
    let due: String?
    let isOverdue: Bool

    init(_ action: DebriefAction, today: String) {
        self.action = "\(action.action)"
        incident = "\(action.incident)"
        aim = ChoiceView(action.aim.rawValue, action.aim.plain).words
        text = action.text
        owner = action.owner
        due = action.due
        // Days are written so that their text has the order of time.
        isOverdue = action.due.map { $0 < today } ?? false
    }
}

/// The shift's sound test.
struct TonightSound: Sendable {
    let words: String
    let isOverdue: Bool
    let testBy: String?

    init(_ sound: SoundState, hours: Int) {
        words = Words.english.sound(sound)
        isOverdue = sound.isTestOverdue
        testBy = sound.lastHeard.map { heard in
            LocalTime(
                unixMilliseconds: heard.unixMilliseconds + Int64(hours) * 3_600_000,
                utcOffsetMinutes: heard.utcOffsetMinutes
            ).minuteText
        }
    }
}
