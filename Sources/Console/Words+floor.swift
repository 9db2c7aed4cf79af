import Alerts
import HTTPTypes
import Ledger
import SignalCore
import Station

/// Sentences about seats, readings and alerts.
extension Words {
    func watches(_ count: Int) -> String { count == 1 ? "1 watch" : "\(count) watches" }

    /// How many alerts a tile has no room for; `nil` when it shows all of them.
    func moreAlerts(_ count: Int) -> String? {
        count > Self.alertsOnTile ? "+\(count - Self.alertsOnTile) more" : nil
    }

    /// A tile has room for so many alerts: it must not grow, or the tiles below would move.
    static let alertsOnTile = 2

    /// An alert's line, with what makes it more than its kind.
    func line(of alert: AlertTile) -> String {
        if alert.kind == .consoleNotSounding, let who = alert.note {
            return "Cannot be heard: \(who)"
        }
        var line = alert.kind.plainWords
        // The last value only where no present one stands beside it.
        if alert.held { line += alert.lastValuePercent.map { ", last \($0) %" } ?? "" }
        if alert.held { line += ", signal lost" }
        if let note = alert.note, !alert.held { line += ": \(note)" }
        if alert.over { line += " · over, not yet seen" }
        if alert.escalated, !alert.over { line += " · not yet seen" }
        return line
    }

    /// How good the reading is: a word, and zero to four bars.
    struct Signal: Equatable, Sendable {
        var text: String
        var bars: Int
    }

    func signal(of tile: SeatTile, now: BootTime) -> Signal {
        guard tile.oximeter.state != .none else { return Signal(text: "no oximeter", bars: 0) }
        guard let reading = tile.reading else { return Signal(text: "no reading yet", bars: 0) }
        guard let current = tile.currentReading(at: now) else {
            let reason = reading.state == .absent ? reading.reason : .silent
            return Signal(text: sentence(for: reason), bars: 0)
        }
        let bars = 1 + Int(current.quality) * 3 / 100
        switch current.state {
        case .measured: return Signal(text: "reading good", bars: max(3, bars))
        case .unreliable, .absent:
            return Signal(text: "poor: " + sentence(for: current.reason), bars: min(2, bars))
        }
    }

    func sentence(for reason: Reading.Reason) -> String {
        switch reason {
        case .none: "no reading"
        case .fingerOut: "no finger"
        case .searching: "looking for a pulse"
        case .weakSignal: "weak signal"
        case .unsteady: "unsteady"
        case .noValue: "no oxygen value"
        case .silent: "oximeter silent"
        case .gone: "no oximeter"
        case .sensorFault: "sensor unplugged or broken"
        case .disturbed: "movement or light disturbs it"
        case .stuck: "oximeter hangs: it repeats itself"
        case .waveUnclear: "no clear pulse in the waveform"
        case .pulseDiffers: "its pulse is not the waveform's"
        }
    }

    /// The reason's name as scripts use it.
    static func name(of reason: Reading.Reason) -> String {
        switch reason {
        case .none: "none"
        case .fingerOut: "finger-out"
        case .searching: "searching"
        case .weakSignal: "weak-signal"
        case .unsteady: "unsteady"
        case .noValue: "no-value"
        case .silent: "silent"
        case .gone: "gone"
        case .sensorFault: "sensor-fault"
        case .disturbed: "disturbed"
        case .stuck: "stuck"
        case .waveUnclear: "wave-unclear"
        case .pulseDiffers: "pulse-differs"
        }
    }

    /// The state's name as scripts use it.
    static func name(of state: Reading.State) -> String {
        switch state {
        case .measured: "measured"
        case .unreliable: "unreliable"
        case .absent: "absent"
        }
    }

    /// What people should know about a seat's oximeter; `nil` while it simply works.
    func oximeterSentence(of tile: SeatTile) -> String? {
        sentence(for: tile.oximeter) ?? tile.reading.flatMap { sentence(for: $0.flags) }
    }

    /// What a device says of itself beside its numbers, the most pressing thing first.
    private func sentence(for flags: SampleFlags) -> String? {
        if flags.contains(.lowBattery) { return "Oximeter's battery is low: change it soon" }
        if flags.contains(.deviceAlarmSilenced) { return "The monitor's own alarm is off" }
        return flags.contains(.deviceAlarm) ? "The monitor's own alarm is on" : nil
    }

    /// What the oximeter does; `nil` while it simply works.
    func sentence(for oximeter: OximeterTile) -> String? {
        if let words = oximeter.words { return words }
        switch oximeter.state {
        case .streaming: return nil
        case .none: return "No oximeter at this seat"
        case .identifying: return "Oximeter found, nothing heard from it yet"
        case .stalled: return "Oximeter connected but silent"
        case .gone: return "Oximeter unplugged or switched off"
        case .taken: return "Another program uses the oximeter"
        case .noPermission: return "No permission to use the oximeter"
        case .unusable: return "Oximeter cannot be used"
        }
    }

    func limits(_ watch: WatchTile) -> String {
        (watch.limitsChangedAt == nil ? "limits" : "own limits")
            + " \(watch.lowPercent) / \(watch.criticalPercent)"
    }

    func slope(_ percentPerMinute: Int?) -> String? {
        guard let slope = percentPerMinute else { return nil }
        return slope < 0 ? "▼ falling \(-slope) %/min" : "▲ rising \(slope) %/min"
    }

    /// When the site wants the person looked at again, after the dose where there was one.
    func reCheck(_ watch: WatchTile) -> String? {
        guard let due = watch.reCheckDueAt else { return nil }
        guard let dose = watch.lastDoseAt, dose <= due else { return "site re-check" }
        return "site re-check at \(Age.text(due.millisecondsSince(dose) + 500))"
    }
}

/// Sentences about refused requests.
extension Words {
    func sentence(for status: HTTPResponse.Status) -> String {
        switch status {
        case .notFound, .methodNotAllowed: noPage
        case .contentTooLarge: tooLarge
        default: couldNot
        }
    }

    func fieldMissing(_ name: String) -> String { "The field \(short(name)) is missing." }

    func fieldTwice(_ name: String) -> String { "The field \(short(name)) is there twice." }

    func fieldUnknown(_ name: String) -> String { "The field \(short(name)) has no such value." }

    func fieldNotID(_ name: String) -> String { "The field \(short(name)) must be a UUID." }

    func fieldTooLong(_ name: String, longest: Int) -> String {
        "The field \(short(name)) is longer than \(longest) characters."
    }

    func fieldOutside(_ name: String, _ range: ClosedRange<Int64>) -> String {
        "The field \(short(name)) must be a whole number from \(range.lowerBound) to "
            + "\(range.upperBound)."
    }

    private func short(_ name: String) -> String { String(name.prefix(40)) }
}
