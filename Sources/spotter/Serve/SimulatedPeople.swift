import Drivers
import Glibc
import ResponseLog
import SimulatedOximeter
import SimulatedPatient
import Station

/// The simulated people of `serve --simulate`, each on a pseudo-terminal the station reads like any
/// port. What responders record for them reaches them as help.
final class SimulatedPeople: Sendable {
    private let people: [Person]

    private struct Person: Sendable {
        var seat: SimulatedSeat
        var link: String
    }

    /// Who sits where when nobody says: enough going on to learn the floor by.
    private static let usual: [Scenario] = [
        .steady, .overdose, .coldFinger, .slowDecline, .fingerOut, .stillAsleep,
    ]

    init(count: Int, scenarios names: [String]) throws {
        let scenarios = try names.isEmpty ? Self.usual : names.map(Self.scenario)
        people = try (0..<count).map { index in
            let link = "/tmp/spotter-\(getpid())-person-\(index + 1)"
            let seat = try SimulatedSeat(
                scenario: scenarios[index % scenarios.count], seed: UInt64(index + 1),
                portLink: link)
            return Person(seat: seat, link: link)
        }
    }

    private static func scenario(_ name: String) throws -> Scenario {
        if let known = Scenario.named(name) { return known }
        guard let text = try? TextFile.read(name) else {
            let known = Scenario.builtIn.map(\.name).joined(separator: ", ")
            throw Refusal(
                "no scenario and no readable file is called \(name); there are: \(known).")
        }
        do {
            return try Scenario(text: text, name: name)
        } catch {
            throw Refusal("scenario file \(name): \(error.description)")
        }
    }

    /// The ports the station is to read.
    var ports: [StationSettings.NamedPort] {
        people.map { .init(path: $0.link, family: .contecV7) }
    }

    /// From now on, what is recorded for someone at a simulated seat helps that person.
    func feelHelp(from station: Station) {
        let people = people
        station.onCare { seat, act in
            guard let seat, let help = Help(act) else { return }
            people.first { station.seat(ofPort: $0.link) == seat }?.seat.help(help)
        }
    }

    /// Ends them and removes their links.
    func stop() { for person in people { person.seat.stop() } }
}

extension Help {
    /// What an act does for a person; `nil` for what does nothing to the body.
    init?(_ act: CareAct) {
        switch act {
        case .stimulated: self = .stimulation
        case .breaths(.stopped): self = .assistedBreathsStopped
        case .breaths: self = .assistedBreathsStarted
        case .oxygen(let oxygen):
            self = .oxygen(litresPerMinute: min(oxygen.litresPerMinute, 15))
        case .dose(let dose):
            guard let amount = dose.amountMicrograms, !dose.beforeUs else { return nil }
            self = .naloxone(micrograms: Int(amount), route: Route(dose.route))
        case .airway, .breathPace, .stimulationResult, .doseResponse, .afterEffect, .position,
            .colour, .pupils, .muscle, .vitalsTyped, .crew, .compressions, .aed, .emergencyCall,
            .awake, .breathing, .breathsCounted, .note:
            return nil
        }
    }
}

extension Help.Route {
    init(_ route: Dose.Route) {
        switch route {
        case .intranasal: self = .intranasal
        case .intravenous: self = .intravenous
        case .subcutaneous: self = .subcutaneous
        case .intramuscular, .notRecorded: self = .intramuscular
        }
    }
}
