import SignalCore

/// Watches what the oximeter says and shows of itself: stuck values, a low battery.
struct DeviceWatch {
    private var stuckSince: BootTime?
    private var batterySince: BootTime?
    private var hasSpoken = false

    mutating func take(_ reading: Reading) {
        let speaks = reading.isSpokenByDevice
        hasSpoken = hasSpoken || speaks
        if reading.reason == .stuck {
            stuckSince = stuckSince ?? reading.at
        } else if speaks {
            stuckSince = nil
        }
        if reading.flags.contains(.lowBattery) {
            batterySince = batterySince ?? reading.at
        } else if speaks {
            batterySince = nil
        }
    }

    /// The way to the oximeter changed: what has gone cannot be stuck; a battery stays empty.
    mutating func set(_ link: LinkCondition) {
        if link == .gone || link == .none { stuckSince = nil }
        if link == .none { self = DeviceWatch() }
    }

    /// True while the oximeter is neither stuck nor low on battery.
    @inline(__always)
    var isCalm: Bool { stuckSince == nil && batterySince == nil }

    @inline(__always)
    func stuckEvidence(_ link: LinkCondition) -> Evidence {
        if link == .gone { return .ended(note: .anotherCause) }
        return evidence(stuckSince, link)
    }

    @inline(__always)
    func batteryEvidence(_ link: LinkCondition) -> Evidence { evidence(batterySince, link) }

    @inline(__always)
    private func evidence(_ since: BootTime?, _ link: LinkCondition) -> Evidence {
        if link == .none { return .ended(note: .withoutOximeter) }
        if let since { return .met(Condition(since: since)) }
        return hasSpoken ? .ended(note: nil) : .unsure
    }
}

extension Reading {
    /// True when this second holds something the oximeter said, be it that there is no finger.
    fileprivate var isSpokenByDevice: Bool {
        switch reason {
        case .silent, .gone: false
        default: true
        }
    }
}
