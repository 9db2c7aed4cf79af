/// How awake a person is, as someone saw it (AVPU).
public enum AwakeLevel: String, CaseIterable, Sendable {
    /// Awake and talking.
    case alert
    /// Reacts when spoken to.
    case voice
    /// Reacts only to pressure.
    case pain
    /// Does not react.
    case unresponsive
}

/// How a person breathes, as someone saw it.
public enum Breathing: String, CaseIterable, Sendable {
    /// As it should be.
    case normal
    /// Too few breaths.
    case slow
    /// Breaths that move little air.
    case shallow
    /// Snoring or gurgling: the airway is half closed.
    case snoring
    /// Single gasps.
    case gasping
    /// No breath seen.
    case none

    /// No breath, or gasps: neither moves air.
    public var isNone: Bool { self == .none || self == .gasping }
}

/// What a person logged that alerts and timers must know.
public enum Observation: Equatable, Sendable {
    /// How awake the person is.
    case awake(AwakeLevel)
    /// How the person breathes.
    case breathing(Breathing)
    /// Breaths someone counted, as breaths a minute.
    case countedBreaths(perMinute: Int)
    /// A dose was given.
    case dose
    /// Assisted breaths began.
    case breathsStarted
    /// Assisted breaths ended.
    case breathsStopped
    /// Oxygen was turned on.
    case oxygenStarted
    /// Oxygen was turned off.
    case oxygenStopped
}

/// What a person does about open alerts.
public enum PersonsAct: Equatable, Sendable {
    /// Takes on one alert, or with `nil` all that are open. Stops sound for a while, ends nothing.
    case acknowledge(AlertKind?)
    /// Stops the sound of one alert or of all that are open for so many seconds, at most the
    /// site's longest silence; with `nil` seconds for the site's usual time.
    case silence(AlertKind?, seconds: Int?)
    /// Saw that an alert, or with `nil` all, had ended: its line goes.
    case seen(AlertKind?)
    /// Resets a latched alert, or with `nil` all, whose condition is over. Ends no live condition.
    case reset(AlertKind?)
    /// Answers the question whether the probe is still on the same person: it is.
    case samePerson
}

/// How the way to the oximeter is.
public enum LinkCondition: String, CaseIterable, Sendable {
    /// Frames come.
    case streaming
    /// The port is there but nothing comes.
    case stalled
    /// The port is gone.
    case gone
    /// The port is there but another program holds it.
    case taken
    /// This watch has no oximeter: it is watched by visual checks alone.
    case none
}
