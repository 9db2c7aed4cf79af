public import SignalCore

/// Decides the alerts of the station itself: clock, storage, history, sound. The same life-cycle
/// as a watch's: raised, escalated, acknowledged, silenced, broken, cleared, each as a transition.
///
/// Pure, as `WatchMachine` is. A condition is set and lifted by whoever knows of it; `tick` ends
/// silences and escalates what nobody acknowledges. Not for sharing between threads.
public struct StationMachine: Sendable {
    /// The latest moment this machine was told of.
    public private(set) var now: BootTime
    /// How many watches are open: storage and console are high while any is.
    public private(set) var openWatches = 0

    private let limits: Limits
    private var lives: AlertLives
    private var conditions: [Known]

    private struct Known {
        var since: BootTime?
        var note: String?
    }

    /// Makes a machine at the station's start. `limits` gives the lengths of silences.
    public init(limits: Limits, startedAt: BootTime) {
        self.limits = limits
        now = startedAt
        lives = AlertLives(AlertKind.stationSlots, limits: limits)
        conditions = AlertKind.stationSlots.map { _ in Known() }
    }

    /// Says that a condition of the station holds since a moment. `note` says what the kind's words
    /// leave open, such as how much room is left. A kind of a watch changes nothing.
    public mutating func begin(_ kind: AlertKind, since: BootTime, note: String? = nil) {
        guard kind.isOfStation else { return }
        let known = conditions[kind.stationIndex].since
        conditions[kind.stationIndex] = Known(since: known ?? since, note: note)
        settle(at: since)
    }

    /// Says that a condition of the station is over.
    public mutating func end(_ kind: AlertKind, at: BootTime) {
        guard kind.isOfStation else { return }
        conditions[kind.stationIndex] = Known()
        settle(at: at)
    }

    /// Says how many watches are open.
    public mutating func setOpenWatches(_ count: Int, at: BootTime) {
        openWatches = count
        settle(at: at)
    }

    /// A second passed.
    public mutating func tick(at: BootTime) { settle(at: at) }

    /// Takes what a person does about open alerts. Ends none but *station restarted* and *history
    /// overflow*, which are over once someone has seen them.
    public mutating func act(_ act: PersonsAct, by: String?, at: BootTime) {
        settle(at: at)
        switch act {
        case .acknowledge(let kind):
            hush(kind, .acknowledged, seconds: limits[.acknowledgeSeconds], by: by)
        case .silence(let kind, let seconds):
            let chosen = seconds ?? limits[.silenceDefaultSeconds]
            hush(
                kind, .silenced, seconds: min(max(chosen, 1), limits[.silenceMaxSeconds]), by: by)
        case .seen(let kind), .reset(let kind): see(kind, by: by)
        case .samePerson: return
        }
    }

    private mutating func see(_ kind: AlertKind?, by: String?) {
        for event in [AlertKind.stationRestarted, .historyOverflow] {
            guard kind == nil || kind == event, lives.isOpen(event) else { continue }
            conditions[event.stationIndex] = Known()
            lives.close(reason: "seen", by: by, at: now) { $0.kind == event }
        }
    }

    private mutating func hush(_ kind: AlertKind?, _ act: Hush.Act, seconds: Int, by: String?) {
        lives.hush(
            kind, act, until: now.adding(milliseconds: Int64(seconds) * 1000), percent: nil,
            by: by, at: now)
    }

    /// Hands over every transition since the last time, oldest first, and forgets it.
    public mutating func drain(_ body: (AlertTransition) -> Void) { lives.history.drain(body) }

    /// How many transitions were lost because nobody drained them in time.
    public var droppedTransitions: Int64 { lives.history.dropped }

    /// The open alert of a kind; `nil` when it is not open or not the station's.
    public func openAlert(_ kind: AlertKind) -> OpenAlert? { lives.alert(kind) }

    /// Every open alert, most urgent first, then the oldest.
    public var open: [OpenAlert] { lives.open }

    private mutating func settle(at: BootTime) {
        now = max(now, at)
        var worse = Worse()
        lives.endHushes(at: now)
        for slot in AlertKind.stationSlots {
            let kind = lives.kind(slot)
            let note = conditions[kind.stationIndex].note
            lives.step(slot, evidence(kind), said: note, at: now, &worse)
        }
        lives.breakHushes(at: now) {
            worse.reason(against: $0, standing: .nothing, limits: limits)
        }
        lives.escalateUnattended(at: now)
    }

    private func evidence(_ kind: AlertKind) -> Evidence {
        let known = conditions[kind.stationIndex]
        guard let since = known.since else { return .ended(note: nil) }
        let isGrave = kind.isGraveForWatches && openWatches > 0
        return .met(
            Condition(
                since: since, atLeast: isGrave ? .high : nil, mayEase: true))
    }
}

extension AlertKind {
    fileprivate var stationIndex: Int { slot - AlertKind.stationSlots.lowerBound }

    /// Grave while someone is watched: alerts could not be kept, or not be heard.
    fileprivate var isGraveForWatches: Bool {
        switch self {
        case .storageFailing, .storageNearlyFull, .consoleNotSounding: true
        default: false
        }
    }
}
