import SignalCore

/// One thing asked of a device, and when to ask again or give up.
struct Question: Sendable {
    /// The vendor's page: give up after a second without an answer.
    static let patienceMilliseconds: Int64 = 1000
    /// How often a thing is asked.
    static let mostTries = 3

    /// What is to be done now.
    enum Step: Equatable {
        case say([UInt8])
        case wait
        /// Every try went without an answer.
        case silence
    }

    private(set) var command: [UInt8] = []
    private var triesLeft = 0
    private var patience = patienceMilliseconds
    /// When something is to be done next.
    private(set) var due: BootTime

    init(at now: BootTime) { due = now }

    /// Makes this the thing to ask, now.
    mutating func ask(_ command: [UInt8], tries: Int = mostTries, at now: BootTime) {
        self.command = command
        triesLeft = tries
        patience = Self.patienceMilliseconds
        due = now
    }

    /// Makes this the thing to say, now. Nothing answers it, so it is followed by a gap alone.
    mutating func tell(_ command: [UInt8], gapMilliseconds: Int64, at now: BootTime) {
        ask(command, tries: 1, at: now)
        patience = gapMilliseconds
    }

    /// Says nothing for a while; then there is silence.
    mutating func rest(milliseconds: Int64, at now: BootTime) {
        triesLeft = 0
        due = now.adding(milliseconds: milliseconds)
    }

    /// Something of the answer came: the rest has its time again, and is not asked for again.
    mutating func hear(at now: BootTime) {
        triesLeft = 0
        due = now.adding(milliseconds: Self.patienceMilliseconds)
    }

    mutating func next(at now: BootTime) -> Step {
        guard now >= due else { return .wait }
        guard triesLeft > 0 else { return .silence }
        triesLeft -= 1
        due = now.adding(milliseconds: patience)
        return .say(command)
    }
}
