import SignalCore

/// What a family's download says and understands, one question after the other.
protocol DownloadScript: Sendable {
    /// What is being asked.
    var question: Question { get set }
    /// What was found and brought.
    var tally: DownloadTally { get set }

    /// Cuts the bytes of one read into frames.
    mutating func cut(_ bytes: Span<UInt8>) -> [HeardFrames.Item]
    /// A whole frame came.
    mutating func hear(_ frame: [UInt8], at now: BootTime)
    /// Bytes came that are no frame.
    mutating func hearDamage(at now: BootTime)
    /// The question had no answer, or its answer broke off.
    mutating func hearNothing(at now: BootTime)
}

extension DownloadScript {
    mutating func take(_ bytes: Span<UInt8>, at now: BootTime) {
        for item in cut(bytes) where tally.outcome == nil {
            switch item {
            case .frame(let frame): hear(frame, at: now)
            case .damage: hearDamage(at: now)
            }
        }
    }

    mutating func next(at now: BootTime) -> [UInt8]? {
        // Silence makes the script ask something else, which is due at once.
        while tally.outcome == nil {
            switch question.next(at: now) {
            case .say(let command): return command
            case .wait: return nil
            case .silence: hearNothing(at: now)
            }
        }
        return nil
    }
}
