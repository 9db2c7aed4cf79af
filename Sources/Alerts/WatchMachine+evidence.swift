import SignalCore

extension WatchMachine {
    /// The conditions that may hold now, those that are open or begun among them. For all others
    /// the readings and entries leave no way but `notMet` and `ended`, which change nothing then.
    @inline(__always)
    var slotsToJudge: SlotSet {
        guard takesShortcuts else { return SlotSet(AlertKind.watchSlots) }
        var slots = lives.underwaySlots.union(care.slotsThatMayHold)
        if !oxygen.isCalm { slots.formUnion(0..<4) }
        if fall.since != nil { slots.insert(4) }
        if !pulse.isCalm { slots.formUnion(5..<8) }
        if !signal.isCalm { slots.formUnion(8..<13) }
        if !device.isCalm { slots.formUnion(11..<14) }
        return slots
    }

    /// What is known about one condition of this watch now.
    ///
    /// Changes nothing. It is `mutating`, as those below, so that it looks at the machine where it
    /// stands: a plain function is handed a copy of it, several times for every reading.
    mutating func evidence(_ kind: AlertKind) -> Evidence {
        switch kind.subject {
        case .oxygen: oxygenEvidence(kind)
        case .pulse: pulseEvidence(kind)
        case .signal: signalEvidence(kind)
        case .device: deviceEvidence(kind)
        case .observation, .timer: careEvidence(kind)
        case .station: .notMet
        }
    }

    private mutating func oxygenEvidence(_ kind: AlertKind) -> Evidence {
        switch kind {
        case .oxygenLow:
            oxygen.lowEvidence(
                isOpen: lives.isOpen(kind), poorIsOpen: lives.isOpen(.oxygenLowPoorSignal))
        case .oxygenCritical: oxygen.criticalEvidence()
        case .oxygenLowPoorSignal:
            oxygen.poorSignalEvidence(
                isOpen: lives.isOpen(kind), lowIsOpen: lives.isOpen(.oxygenLow),
                criticalIsOpen: lives.isOpen(.oxygenCritical))
        case .oxygenCaution:
            oxygen.cautionEvidence(
                isOpen: lives.isOpen(kind), isCovered: hasOpenOxygenAlert, isArmed: isCautionArmed()
            )
        default:
            fall.evidence(
                isOpen: lives.isOpen(kind), isCovered: hasOpenOxygenAlert, standing: oxygen.standing
            )
        }
    }

    private mutating func pulseEvidence(_ kind: AlertKind) -> Evidence {
        switch kind {
        case .pulseLow: pulse.lowEvidence()
        case .pulseHigh: pulse.highEvidence()
        default:
            pulse.lostEvidence(
                isGrave: hasOpenOxygenAlert || lives.isOpen(.oxygenFalling) || lastDoseAt != nil,
                lastPercent: oxygen.last?.value)
        }
    }

    private mutating func signalEvidence(_ kind: AlertKind) -> Evidence {
        switch kind {
        case .deviceGone: signal.deviceGoneEvidence(signalContext())
        case .stalled: signal.stalledEvidence(signalContext())
        default:
            signal.signalLostEvidence(
                signalContext(), handedOver: lives.isOpen(.deviceGone) || lives.isOpen(.stalled))
        }
    }

    private mutating func deviceEvidence(_ kind: AlertKind) -> Evidence {
        switch kind {
        case .stuck: device.stuckEvidence(signal.link)
        case .taken: signal.takenEvidence()
        default: device.batteryEvidence(signal.link)
        }
    }

    private mutating func careEvidence(_ kind: AlertKind) -> Evidence {
        switch kind {
        case .unresponsive: care.unresponsiveEvidence()
        case .notBreathing: care.notBreathingEvidence()
        case .awakeUnknown: awakeUnknownEvidence()
        case .breathsNotCounted: care.breathsNotCountedEvidence(openSince: lives.openSince(kind))
        case .reCheck: care.reCheckEvidence(openSince: lives.openSince(kind), at: now)
        default: care.reSedationEvidence(at: now)
        }
    }

    /// A pause that is over with nobody back leaves the awake state unknown at once.
    private mutating func awakeUnknownEvidence() -> Evidence {
        if let pauseOverSince {
            let length = Int64(limits[.pauseMilliseconds])
            return .met(
                Condition(
                    since: pauseOverSince.adding(milliseconds: -length), atLeast: .medium,
                    delayMilliseconds: length, note: .pauseOver))
        }
        return care.awakeUnknownEvidence(
            openSince: lives.openSince(.awakeUnknown), oxygenIsFine: isOxygenFine, at: now)
    }

    /// The highest priority among the open alerts of the signal.
    @inline(__always)
    var signalPriority: AlertPriority? {
        var highest: AlertPriority?
        for slot in AlertKind.signalLost.slot...AlertKind.stalled.slot {
            guard let priority = lives.priority(of: slot) else { continue }
            highest = max(highest ?? .low, priority)
        }
        return highest
    }

    private mutating func signalContext() -> SignalWatch.Context {
        SignalWatch.Context(
            openPriority: signalPriority, isGrave: hasOpenOxygenAlert || doseMayWearOff(at: now),
            saysPoorSignal: lives.isOpen(.oxygenLowPoorSignal), lastPercent: oxygen.last?.value)
    }

    /// An alert of low oxygen is open; caution and falling are not among them.
    @inline(__always)
    var hasOpenOxygenAlert: Bool {
        !lives.openSlots.intersection(AlertKind.lowOxygenSlots).isEmpty
    }

    /// A dose arms the caution. One that is open already stays as it is until its own delay has
    /// passed since the dose: a treatment changes no alert.
    private mutating func isCautionArmed() -> Bool {
        guard let since = sinceLastDoseMilliseconds else { return false }
        return !lives.isOpen(.oxygenCaution) || since >= Int64(limits[.cautionDelayMilliseconds])
    }

    @inline(__always)
    func doseMayWearOff(at: BootTime) -> Bool {
        care.reSedationUntil.map { at < $0 } ?? false
    }
}
