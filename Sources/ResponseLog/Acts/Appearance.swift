/// How the person lies or was laid.
public enum BodyPosition: String, CaseIterable, Sendable {
    case slumpedSitting = "slumped-sitting"
    case onBack = "on-back"
    case faceDown = "face-down"
    case onSide = "on-side"
    case other
}

/// The colour of lips and skin.
public enum SkinColour: String, CaseIterable, Sendable {
    case normal
    case pale
    case blueOrGrey = "blue-or-grey"
}

/// The size of the pupils.
public enum Pupils: String, CaseIterable, Sendable {
    case pinpoint
    case normal
    case large
}

/// How stiff the person is. Fentanyl can stiffen chest and jaw, so that breaths do not go in.
public enum MuscleTone: String, CaseIterable, Sendable {
    case normal
    case floppy
    case rigid = "rigid-chest-or-jaw"
    case jerking
}

/// What stimulation did.
public enum StimulationResult: String, CaseIterable, Sendable {
    case none
    case stirs
    case wakes
}

/// What the ambulance crew did; that they arrived stands with the call.
public enum CrewStep: String, CaseIterable, Sendable {
    case handedOver = "handed-over"
    case leftWithPerson = "left-with-person"
    case leftWithout = "left-without-person"
}

/// A value someone read off and typed: another oximeter's, a fingertip count. Always marked as
/// typed, never taken for the station's own signal.
public struct TypedVitals: Equatable, Sendable {
    /// Oxygen in percent, 1 to 100; `nil` when not read.
    public var spo2Percent: Int?
    /// Pulse a minute, 1 to 300; `nil` when not read.
    public var pulseBpm: Int?

    /// Makes it. At least one of the two must be there.
    public init(spo2Percent: Int?, pulseBpm: Int?) throws(FactError) {
        if let value = spo2Percent, !(1...100).contains(value) {
            throw FactError(field: "spo2Percent", problem: "must be from 1 to 100")
        }
        if let value = pulseBpm, !(1...300).contains(value) {
            throw FactError(field: "pulseBpm", problem: "must be from 1 to 300")
        }
        guard spo2Percent != nil || pulseBpm != nil else {
            throw FactError(field: "spo2Percent", problem: "is missing, and so is the pulse")
        }
        self.spo2Percent = spo2Percent
        self.pulseBpm = pulseBpm
    }
}
