import SimulatedOximeter
import SimulatedPatient

/// A person whose values a test sets by hand: warm, still, with the finger in.
struct StillPerson {
    var state: SimulatedState
    private var seconds = 0.0

    init(spo2Percent: Double = 97, pulseBpm: Double = 70) {
        state = SimulatedPatient(seed: 1).state
        state.spo2Percent = spo2Percent
        state.pulseBpm = pulseBpm
        state.perfusionPercent = 3
        state.motion = 0
        state.isFingerIn = true
        state.beatCount = 0
    }

    /// One frame later: a beat at every full turn, the wave a saw tooth.
    mutating func advance(framesPerSecond: Int) {
        seconds += 1 / Double(framesPerSecond)
        state.seconds = seconds
        let beats = seconds * state.pulseBpm / 60
        state.beatCount = UInt64(beats)
        state.pleth = beats - beats.rounded(.down)
    }

    /// What the device sends while so many seconds pass, call by call.
    mutating func frames<Oximeter: EmulatedOximeter>(
        on device: inout Oximeter, seconds: Int
    ) -> [[UInt8]] {
        (0..<(seconds * Oximeter.framesPerSecond)).map { _ in
            advance(framesPerSecond: Oximeter.framesPerSecond)
            return device.frame(of: state)
        }
    }
}

/// Bytes written as `01 E0 85`.
func bytes(_ text: String) -> [UInt8] {
    text.split(separator: " ").compactMap { UInt8($0, radix: 16) }
}

/// The made-up sessions a test compares with: a fixed session of so many seconds, each value once.
func session(
    seconds: Int, start: DeviceTime? = nil, user: Int = 0
) -> SimulatedSession {
    SimulatedSession(
        user: user, start: start,
        seconds: (0..<seconds).map { second in
            .init(
                spo2Percent: second % 11 == 3 ? nil : 80 + second % 20,
                pulseBpm: second % 7 == 5 ? nil : 60 + second % 130,
                perfusionHundredths: second % 5 == 4 ? nil : second * 17 % 2000)
        })
}
