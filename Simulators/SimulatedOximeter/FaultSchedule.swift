/// What is wrong at each moment, by the faults of one run. Pure.
struct FaultSchedule: Sendable {
    /// Where the cable is.
    enum Cable: Equatable, Sendable {
        case pulled
        /// Plugged in, after it came back under another name so many times.
        case plugged(renames: Int)
    }

    let faults: [Fault]

    /// Whether a fault of this name is on at a moment.
    func isOn(_ name: Fault.Name, at seconds: Double) -> Bool {
        faults.contains { $0.name == name && $0.window?.contains(seconds) == true }
    }

    /// Where the cable is at a moment.
    func cable(at seconds: Double) -> Cable {
        guard !isOn(.unplug, at: seconds), !isOn(.rename, at: seconds) else { return .pulled }
        return .plugged(
            renames: faults.count { $0.name == .rename && $0.window?.endSeconds ?? 0 <= seconds })
    }

    /// What is wrong with the device at a moment, besides what is `usual` for it.
    func conditions(at seconds: Double, usual: DeviceConditions) -> DeviceConditions {
        var conditions = usual
        for fault in faults where fault.window?.contains(seconds) == true {
            switch fault {
            case .fingerOut(let form, _): conditions.fingerOut = form
            case .searching: conditions.searching = true
            case .sensorFault: conditions.sensorFault = true
            case .lowBattery: conditions.lowBattery = true
            default: break
            }
        }
        return conditions
    }

    /// By how many millionths the device's clock is fast. It sets the pace of the frames, and the time
    /// of day that a device shows goes by its frames, so it needs to be told nothing more.
    var clockDriftPartsPerMillion: Double {
        faults.reduce(0) { sum, fault in
            if case .clockDrift(let drift) = fault { sum + drift } else { sum }
        }
    }
}

extension Fault {
    /// When the fault is on; `nil` for one that always is.
    var window: Window? {
        switch self {
        case .fingerOut(_, let window), .coldFinger(let window), .motion(let window),
            .searching(let window), .sensorFault(let window), .lowBattery(let window),
            .freeze(let window), .silence(let window), .babble(let window),
            .gluedFrames(let window), .wrongBaud(let window), .unplug(let window):
            window
        case .rename(let seconds):
            Window(startSeconds: seconds, lengthSeconds: Self.renameSeconds)
        case .clockDrift, .dropBytes, .flipBits, .halfFrames:
            nil
        }
    }
}
