/// Something that happens to the simulated person or to the probe on the finger.
public enum PersonEvent: Equatable, Sendable {
    /// An opioid is taken. 1 slows breathing to a few breaths a minute, 2 stops it.
    case opioid(Double)
    /// A benzodiazepine is taken. 1 makes drowsy, 2 makes unresponsive; naloxone does not touch it.
    case benzodiazepine(Double)
    /// The probe slips off (`false`) or is put back (`true`).
    case finger(isIn: Bool)
    /// How much the hand moves: 0 still, 1 all the time.
    case motion(Double)
    /// How cold the finger is: 0 warm, 1 almost no blood flow.
    case cold(Double)
    /// Somebody helps.
    case help(Help)
}
