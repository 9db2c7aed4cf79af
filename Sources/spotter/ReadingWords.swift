import SignalCore

/// A reading as people and scripts see it in the terminal.
struct ReadingWords {
    private let reading: Reading

    init(_ reading: Reading) { self.reading = reading }

    /// The state's name.
    var state: String {
        switch reading.state {
        case .measured: "measured"
        case .unreliable: "unreliable"
        case .absent: "absent"
        }
    }

    /// The reason's name; `nil` when nothing is wrong.
    var reason: String? {
        switch reading.reason {
        case .none: nil
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

    /// The reason in plain words.
    var plainReason: String {
        switch reading.reason {
        case .none: "good signal"
        case .fingerOut: "no finger"
        case .searching: "looking for a pulse"
        case .weakSignal: "weak signal"
        case .unsteady: "unsteady signal"
        case .noValue: "no value from the device"
        case .silent: "nothing comes from the device"
        case .gone: "device gone"
        case .sensorFault: "sensor unplugged or broken"
        case .disturbed: "movement or light disturbs it"
        case .stuck: "device hangs: it repeats itself"
        case .waveUnclear: "no clear pulse in the waveform"
        case .pulseDiffers: "its pulse is not the waveform's"
        }
    }

    /// One line.
    var line: String {
        let oxygen = reading.spo2Percent.map { "\($0) %" } ?? "– %"
        let pulse = reading.pulseBpm.map { "\($0) bpm" } ?? "– bpm"
        return "SpO2 \(oxygen)  pulse \(pulse)  \(plainReason)  quality \(reading.quality)"
    }
}
