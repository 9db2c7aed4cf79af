import SignalCore

extension WatchMachine {
    /// What is known about one condition of this watch now.
    func evidence(_ kind: AlertKind) -> Evidence {
        switch kind.subject {
        case .oxygen: oxygenEvidence(kind)
        case .pulse: pulseEvidence(kind)
        case .signal: signalEvidence(kind)
        case .device: deviceEvidence(kind)
        case .observation, .timer: careEvidence(kind)
        case .station: .notMet
        }
    }

    private func oxygenEvidence(_ kind: AlertKind) -> Evidence {
        switch kind {
        case .oxygenLow:
            oxygen.lowEvidence(isOpen: isOpen(kind), poorIsOpen: isOpen(.oxygenLowPoorSignal))
        case .oxygenCritical: oxygen.criticalEvidence()
        case .oxygenLowPoorSignal:
            oxygen.poorSignalEvidence(
                isOpen: isOpen(kind), lowIsOpen: isOpen(.oxygenLow),
                criticalIsOpen: isOpen(.oxygenCritical))
        case .oxygenCaution:
            oxygen.cautionEvidence(
                isOpen: isOpen(kind), isCovered: hasOpenOxygenAlert, isArmed: isCautionArmed)
        default:
            fall.evidence(
                isOpen: isOpen(kind), isCovered: hasOpenOxygenAlert, standing: oxygen.standing)
        }
    }

    private func pulseEvidence(_ kind: AlertKind) -> Evidence {
        switch kind {
        case .pulseLow: pulse.lowEvidence()
        case .pulseHigh: pulse.highEvidence()
        default:
            pulse.lostEvidence(
                isGrave: hasOpenOxygenAlert || isOpen(.oxygenFalling) || lastDoseAt != nil,
                lastPercent: oxygen.last?.value)
        }
    }

    private func signalEvidence(_ kind: AlertKind) -> Evidence {
        switch kind {
        case .deviceGone: signal.deviceGoneEvidence(signalContext)
        case .stalled: signal.stalledEvidence(signalContext)
        default:
            signal.signalLostEvidence(
                signalContext, handedOver: isOpen(.deviceGone) || isOpen(.stalled))
        }
    }

    private func deviceEvidence(_ kind: AlertKind) -> Evidence {
        switch kind {
        case .stuck: device.stuckEvidence(signal.link)
        case .taken: signal.takenEvidence()
        default: device.batteryEvidence(signal.link)
        }
    }

    private func careEvidence(_ kind: AlertKind) -> Evidence {
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
    private func awakeUnknownEvidence() -> Evidence {
        if let pauseOverSince {
            let length = Int64(limits[.pauseMilliseconds])
            return .met(
                Condition(
                    since: pauseOverSince.adding(milliseconds: -length), atLeast: .medium,
                    delayMilliseconds: length, note: "pause over, nobody back"))
        }
        return care.awakeUnknownEvidence(
            openSince: lives.openSince(.awakeUnknown), oxygenIsFine: isOxygenFine, at: now)
    }

    /// The highest priority among the open alerts of the signal.
    var signalPriority: AlertPriority? {
        var highest: AlertPriority?
        for slot in AlertKind.signalLost.slot...AlertKind.stalled.slot {
            guard let priority = lives.priority(of: slot) else { continue }
            highest = max(highest ?? .low, priority)
        }
        return highest
    }

    private var signalContext: SignalWatch.Context {
        SignalWatch.Context(
            openPriority: signalPriority, isGrave: hasOpenOxygenAlert || doseMayWearOff(at: now),
            saysPoorSignal: isOpen(.oxygenLowPoorSignal), lastPercent: oxygen.last?.value)
    }

    /// An alert of low oxygen is open; caution and falling are not among them.
    @inline(__always)
    var hasOpenOxygenAlert: Bool {
        isOpen(.oxygenLow) || isOpen(.oxygenCritical) || isOpen(.oxygenLowPoorSignal)
    }

    /// A dose arms the caution. One that is open already stays as it is until its own delay has
    /// passed since the dose: a treatment changes no alert.
    private var isCautionArmed: Bool {
        guard let since = sinceLastDoseMilliseconds else { return false }
        return !isOpen(.oxygenCaution) || since >= Int64(limits[.cautionDelayMilliseconds])
    }

    @inline(__always)
    func doseMayWearOff(at: BootTime) -> Bool {
        care.reSedationUntil.map { at < $0 } ?? false
    }
}
