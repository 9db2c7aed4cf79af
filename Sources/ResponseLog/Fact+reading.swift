public import Ledger

extension Fact {
    /// Reads a fact from an entry's kind and payload.
    ///
    /// Gives `nil` for a kind or a version this release does not know: such an entry is kept, verified
    /// and shown raw. Throws when a known kind does not hold what it must.
    public init?(kind: String, version: Int64, payload: CanonicalValue) throws(FactError) {
        guard version == Self.kindVersion else { return nil }
        let reader = try PayloadReader(payload)
        switch kind {
        case "station.started": self = .stationStarted(try StationStart(reader))
        case "station.stopped": self = .stationStopped
        case "clock.stepped":
            self = .clockStepped(milliseconds: try reader.integer("stepMilliseconds"))
        case "station.slept":
            self = .stationSlept(milliseconds: try reader.integer("sleptMilliseconds"))
        case "clock.confirmed": self = .clockConfirmed
        case "history.overflow": self = .historyOverflow(lostCount: try reader.integer("lostCount"))
        case "sound.heard": self = .soundHeard
        case "station.alert": self = .stationAlert(try StationAlert(reader))
        case "watch.started": self = .watchStarted(try WatchStart(reader))
        case "watch.ended":
            self = .watchEnded(
                watch: try reader.id("watch"), ending: try reader.choice("ending"))
        case "watch.paused": self = .watchPaused(watch: try reader.id("watch"), begins: true)
        case "watch.resumed": self = .watchPaused(watch: try reader.id("watch"), begins: false)
        case "watch.limits-changed": self = .limitsChanged(try LimitsChange(reader))
        case "limits.changed": self = .limitsSigned(try LimitsVersion(reader))
        case "alert.changed": self = .alertChanged(try AlertEntry(reader))
        case "incident.opened": self = .incidentOpened(try IncidentStart(reader))
        case "incident.closed":
            self = .incidentClosed(
                incident: try reader.id("incident"), outcome: try reader.choice("outcome"))
        case "recording.kept": self = .recordingKept(try KeptRecording(reader))
        case Visit.kind: self = .visited(try Visit(reader))
        case "incident.joined":
            self = .incidentJoined(
                incident: try reader.id("incident"), watch: try reader.id("watch"))
        case FieldAnswer.kind: self = .answered(try FieldAnswer(reader))
        case Responder.kind: self = .responder(try Responder(reader))
        case ScopeFlag.kind: self = .scopeFlagged(try ScopeFlag(reader))
        case EquipmentUse.kind: self = .equipmentUsed(try EquipmentUse(reader))
        case AlertJudgement.kind: self = .alertJudged(try AlertJudgement(reader))
        case "watch.moved":
            self = .watchMoved(
                watch: try reader.id("watch"), seat: try reader.optionalInteger("seat"))
        case "watch.oximeter-swapped": self = .oximeterSwapped(watch: try reader.id("watch"))
        case "debrief.held": self = .debriefHeld(incident: try reader.id("incident"))
        case DebriefAction.kind: self = .debriefAction(try DebriefAction(reader))
        case "debrief.action-done":
            self = .debriefActionDone(
                action: try reader.id("action"), incident: try reader.id("incident"))
        case "corrected": self = .corrected(try Correction(reader))
        case "took-over": self = .tookOver(try TakeOver(reader))
        default:
            if let fact = try AccessFact(kind: kind, reader: reader) {
                self = .access(fact)
                return
            }
            guard let act = try CareAct(kind: kind, reader: reader) else { return nil }
            self = .care(
                Care(
                    watch: try reader.id("watch"), incident: try reader.optionalID("incident"),
                    act: act))
        }
    }
}

extension StationStart {
    init(_ reader: PayloadReader) throws(FactError) {
        self.init(
            softwareVersion: try reader.text("softwareVersion"),
            lastAliveUnixMilliseconds: try reader.optionalInteger("lastAliveUnixMilliseconds"),
            stoppedCleanly: try reader.flag("stoppedCleanly"),
            openWatches: try reader.integer("openWatches"))
    }
}

extension WatchStart {
    init(_ reader: PayloadReader) throws(FactError) {
        self.init(
            watch: try reader.id("watch"), handle: try reader.text("handle"),
            seat: try reader.optionalInteger("seat"), origin: try reader.choice("origin"),
            hasOximeter: try reader.flag("hasOximeter"), drill: try reader.flag("drill"),
            limits: try reader.integers("limits"),
            limitsVersion: try reader.integer("limitsVersion"),
            limitsAuthor: try reader.text("limitsAuthor"))
    }
}

extension IncidentStart {
    init(_ reader: PayloadReader) throws(FactError) {
        self.init(
            incident: try reader.id("incident"), watch: try reader.id("watch"),
            origin: try reader.choice("origin"), drill: try reader.flag("drill"))
    }
}

extension AlertEntry {
    init(_ reader: PayloadReader) throws(FactError) {
        self.init(
            watch: try reader.id("watch"), alertKind: try reader.text("alertKind"),
            priority: try reader.text("priority"), change: try reader.text("change"),
            spo2Percent: try reader.optionalInteger("spo2Percent"),
            limitPercent: try reader.optionalInteger("limitPercent"),
            conditionDelayMilliseconds: try reader.integer("conditionDelayMilliseconds"),
            signalDelayMilliseconds: try reader.integer("signalDelayMilliseconds"),
            pulseBpm: try reader.optionalInteger("pulseBpm"),
            pulseLimitBpm: try reader.optionalInteger("pulseLimitBpm"),
            hushMilliseconds: try reader.optionalInteger("hushMilliseconds"),
            note: try reader.optionalText("note"))
    }
}
