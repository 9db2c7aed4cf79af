public import SignalCore

/// Deletes what an oximeter has stored: a call of its own, never part of a download. Pure, like
/// `StoredDownload`, and driven the same way.
///
/// Nothing is asked twice. A second "delete" after a lost answer could hit the session that moved
/// into the first one's place.
public struct StoredDeletion: Sendable {
    /// What is to be deleted.
    public enum What: Equatable, Sendable {
        /// One session of a contec-v7, segment 0 to 254. The device's numbers of the user's other
        /// sessions may change.
        case contecV7(user: UInt8, segment: UInt8)
        /// Every record of a contec-hid's automatic mode: it cannot delete one alone.
        case contecHIDAuto
        /// The record of a contec-hid's manual mode.
        case contecHIDManual
    }

    /// How it ended.
    public enum Outcome: Equatable, Sendable {
        /// The device says that it is deleted.
        case deleted
        /// The device says no, with this reason of its own: 3 recording, 4 failed, 5 unsupported.
        case refused(reason: UInt8)
        /// The device did not answer. Whether anything was deleted only a new list can tell.
        case unknown
    }

    private enum Listener {
        case contecV7(FramePump<WholeFrames<ContecV7Decoder>>)
        case contecHID(FramePump<WholeFrames<ContecHIDDecoder>>)
    }

    private let what: What
    private var listener: Listener
    private var question: Question
    private var step = 0
    /// How it ended; `nil` while it runs.
    public private(set) var outcome: Outcome?

    /// Begins. The stream must be stopped: a download has just ended, or nothing was running. `nil`
    /// for segment 255, by which a contec-v7 means all of a user's sessions.
    public init?(_ what: What, at now: BootTime) {
        if case .contecV7(_, 0xFF) = what { return nil }
        self.what = what
        question = Question(at: now)
        switch what {
        case .contecV7(let user, let segment):
            listener = .contecV7(FramePump(WholeFrames(ContecV7Decoder())))
            question.ask(
                ContecV7Command.delete(user: user, segment: segment), tries: 1, at: now)
        case .contecHIDAuto:
            listener = .contecHID(FramePump(WholeFrames(ContecHIDDecoder())))
            question.ask(ContecHIDCommand.deleteAuto, tries: 1, at: now)
        case .contecHIDManual:
            listener = .contecHID(FramePump(WholeFrames(ContecHIDDecoder())))
            question.ask(ContecHIDCommand.deleteManual[0], tries: 1, at: now)
        }
    }

    /// When `next` has something to do again, if no bytes come before.
    public var due: BootTime { question.due }

    /// The command to write now; `nil` when none is due.
    public mutating func next(at now: BootTime) -> [UInt8]? {
        guard outcome == nil else { return nil }
        switch question.next(at: now) {
        case .say(let command): return command
        case .wait: return nil
        case .silence:
            outcome = .unknown
            return nil
        }
    }

    /// Takes the bytes of one read.
    public mutating func take(_ bytes: Span<UInt8>, at now: BootTime) {
        var heard = HeardFrames()
        switch listener {
        case .contecV7(var pump):
            pump.feed(bytes, into: &heard)
            listener = .contecV7(pump)
        case .contecHID(var pump):
            pump.feed(bytes, into: &heard)
            listener = .contecHID(pump)
        }
        for case .frame(let frame) in heard.items where outcome == nil { hear(frame, at: now) }
    }

    private mutating func hear(_ frame: [UInt8], at now: BootTime) {
        switch what {
        case .contecV7:
            guard case .feedback(0xAE, let reason) = ContecV7Answer(frame) else { return }
            outcome = reason == 0 ? .deleted : .refused(reason: reason)
        case .contecHIDAuto:
            // `EF` with nothing stored comes first; `ED 7F` is the answer itself.
            if frame.starts(with: [ContecHIDMessage.storedAuto, 0x7F]) { outcome = .deleted }
        case .contecHIDManual:
            guard frame.starts(with: [0xD1, UInt8(step)]) else { return }
            step += 1
            guard step < ContecHIDCommand.deleteManual.count else {
                outcome = .deleted
                return
            }
            question.ask(ContecHIDCommand.deleteManual[step], tries: 1, at: now)
        }
    }
}
