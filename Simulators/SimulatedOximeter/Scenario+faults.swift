import SimulatedPatient

extension Scenario {
    /// As the scenario's words `cold on` and `motion on`.
    private static let coldAmount = 0.9
    private static let motionAmount = 0.8

    /// The scenario with what faults do to the finger and the hand. While such a fault lasts, what the
    /// scenario says of the same thing does not count; after it, it does again.
    func with(_ faults: [Fault]) -> Scenario {
        let cold = faults.filter { $0.name == .coldFinger }.compactMap(\.window)
        let motion = faults.filter { $0.name == .motion }.compactMap(\.window)
        guard !cold.isEmpty || !motion.isEmpty else { return self }
        var moments = timeline
        if !cold.isEmpty {
            moments = Self.overlaid(
                moments, windows: cold, amount: Self.coldAmount, event: PersonEvent.cold
            ) { if case .cold(let amount) = $0 { amount } else { nil } }
        }
        if !motion.isEmpty {
            moments = Self.overlaid(
                moments, windows: motion, amount: Self.motionAmount, event: PersonEvent.motion
            ) { if case .motion(let amount) = $0 { amount } else { nil } }
        }
        return Scenario(name: name, about: about, timeline: moments)
    }

    private static func overlaid(
        _ moments: [Moment], windows: [Fault.Window], amount: Double,
        event: (Double) -> PersonEvent, read: (PersonEvent) -> Double?
    ) -> [Moment] {
        let own = moments.compactMap { moment in
            read(moment.event).map { (seconds: moment.atSeconds, amount: $0) }
        }
        let changes = own.map(\.seconds) + windows.flatMap { [$0.startSeconds, $0.endSeconds] }
        let overlay = changes.filter(\.isFinite).map { seconds in
            let usual = own.last { $0.seconds <= seconds }?.amount ?? 0
            let isOn = windows.contains { $0.contains(seconds) }
            return Moment(atSeconds: seconds, event(isOn ? amount : usual))
        }
        return moments.filter { read($0.event) == nil } + overlay
    }
}
