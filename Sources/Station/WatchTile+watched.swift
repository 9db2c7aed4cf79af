import Alerts
import ResponseLog
import SignalCore

extension WatchTile {
    /// What screens show of someone watched.
    init(_ watched: SeatState.Watched, hasValue: Bool, at now: BootTime) {
        let machine = watched.machine
        self.init(
            watch: watched.start.watch, handle: watched.start.handle,
            startedAt: watched.startedAt, drill: watched.start.drill,
            restored: watched.restored, lowPercent: machine.limits.lowPercent,
            criticalPercent: machine.limits.criticalPercent,
            alerts: machine.open.map(AlertTile.init).sorted(by: AlertTile.isMoreUrgent),
            oxygen: Lamp(machine.oxygenLamp), awake: Lamp(machine.awakeLamp),
            stillAsleepSince: machine.stillAsleepSince,
            oxygenOnSince: watched.care.facts.oxygenSince,
            breathsSince: watched.care.facts.breathsSince,
            lastDoseAt: watched.care.facts.lastDoseAt, doseCount: watched.care.doseCount,
            reCheckDueAt: machine.reCheckDueAt, incident: watched.care.incident,
            incidentOpenedAt: watched.care.incidentOpenedAt,
            leaving: Leaving(machine, hasValue: hasValue, at: now),
            ended: machine.ended.map(EndedTile.init).sorted { $0.endedAt > $1.endedAt },
            usablePercent: watched.usable.percent(at: now),
            limitsChangedAt: watched.limitsChangedAt)
    }
}

extension Leaving {
    init(_ machine: WatchMachine, hasValue: Bool, at now: BootTime) {
        if let since = machine.asksWhoSince {
            self = .asksWho(since: since)
        } else if let until = machine.pausedUntil {
            let length = Int64(machine.limits[.pauseMilliseconds])
            self = .paused(since: until.adding(milliseconds: -length), until: until)
        } else if hasValue {
            self = .no
        } else {
            // The machine itself decides, on a copy: the page and the act follow one rule.
            var trial = machine
            self = trial.pause(at: now) ? .mayPause : .no
        }
    }
}

extension AlertTile {
    init(_ alert: OpenAlert) {
        self.init(
            kind: alert.kind, priority: alert.priority, since: alert.since,
            escalated: alert.isUnattended, quietUntil: alert.hush?.until, held: alert.isHeld,
            lastValuePercent: alert.lastPercent, over: alert.endedAt != nil, note: alert.note)
    }

    /// Higher priority first; within one, the condition that was first.
    static func isMoreUrgent(_ left: AlertTile, _ right: AlertTile) -> Bool {
        (right.priority, left.since) < (left.priority, right.since)
    }
}

extension WatchMachine {
    /// Since when oxygen is fine and the person still asleep: a state of its own that normal oxygen
    /// never closes (design rule 5).
    fileprivate var stillAsleepSince: BootTime? {
        if case .oxygenFineStillAsleep(_, let since) = careState { return since }
        return nil
    }
}

extension WatchTile.Lamp {
    init(_ lamp: OxygenLamp) {
        let value = lamp.lastPercent.map { "\($0) %" } ?? "unknown"
        switch lamp.state {
        case .fine: self.init(word: value, level: .good, at: lamp.lastAt)
        case .belowFine: self.init(word: value, level: .watch, at: lamp.lastAt)
        case .low, .critical: self.init(word: value + " low", level: .bad, at: lamp.lastAt)
        case .unknown: self.init(word: "unknown", level: .unknown, at: lamp.lastAt)
        }
    }

    init(_ lamp: AwakeLamp) {
        switch lamp.level {
        case .alert: self.init(word: "awake", level: .good, at: lamp.lastAt)
        case .voice: self.init(word: "answers to voice", level: .watch, at: lamp.lastAt)
        case .pain: self.init(word: "answers to pain only", level: .bad, at: lamp.lastAt)
        case .unresponsive: self.init(word: "not responding", level: .bad, at: lamp.lastAt)
        case nil: self.init(word: "unknown", level: .unknown, at: lamp.lastAt)
        }
    }
}
