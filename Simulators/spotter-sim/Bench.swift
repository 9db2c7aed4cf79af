import SimulatedOximeter
import SimulatedPatient

/// The seats of one run, and what a person types to them.
struct Bench: Sendable {
    struct Seat: Sendable {
        let number: Int
        let scenario: String
        let link: String?
        let seat: SimulatedSeat

        var line: String {
            "\(seat.portPath) seed=\(seat.seed) scenario=\(scenario) link=\(link ?? "-")"
        }
    }

    let seats: [Seat]

    func stop() {
        for seat in seats { seat.seat.stop() }
    }

    /// Follows lines until the input ends; the seats go on without it.
    func takeOrdersFromInput() {
        while let line = readLine() {
            let words = line.split { $0.isWhitespace }.map { Substring($0) }
            guard let target = words.first else { continue }
            if target == "?" {
                for seat in seats { Terminal.writeLine(Self.description(of: seat)) }
            } else {
                obey(target, Array(words.dropFirst()))
            }
        }
    }

    private func obey(_ target: Substring, _ words: [Substring]) {
        let meant = target == "all" ? seats : seats.filter { "\($0.number)" == target }
        guard !meant.isEmpty else {
            Terminal.writeError("'\(target)' is no seat; there are 1 to \(seats.count), all and ?")
            return
        }
        do {
            let event = try PersonEvent(words: words)
            for seat in meant { seat.seat.happen(event) }
        } catch {
            Terminal.writeError(error.description)
        }
    }

    private static func description(of seat: Seat) -> String {
        let state = seat.seat.state
        let breaths = state.isAssisted ? "assisted" : "\(Int(state.breathsPerMinute.rounded()))"
        return "\(seat.number) \(seat.seat.currentPortPath ?? "unplugged")"
            + " link=\(seat.seat.currentPortLink ?? "-")"
            + " at=\(Int(state.seconds)) spo2Percent=\(Int(state.spo2Percent.rounded()))"
            + " pulseBpm=\(Int(state.pulseBpm.rounded())) breathsPerMinute=\(breaths)"
            + " awake=\(state.awake.rawValue) oxygen=\(state.oxygenLitresPerMinute)"
            + " droppedFrames=\(seat.seat.droppedFrames)"
    }
}
