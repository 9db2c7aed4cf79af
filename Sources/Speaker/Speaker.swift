import SignalCore
public import Sounds
import Synchronization
import Threads

/// The station's own loudspeaker: one thread that plays the pattern last asked for.
///
/// `play` and `state` may be called from any thread and never wait for sound hardware. A card that
/// is missing or fails is tried again every five seconds for as long as something is to be heard,
/// and each minute while nothing is.
public final class Speaker: Sendable {
    private struct Slot {
        var wanted: SoundPattern?
        var asked: UInt64 = 0
        var state = SpeakerState.notTried
        var isStopped = false
    }

    private let slot = Mutex(Slot())
    private let pipe = WakePipe()
    private let device: String
    private let thread = Mutex<OSThread?>(nil)

    /// Makes a speaker for an ALSA device; the site sets the name.
    public init(device: String = "default") { self.device = device }

    /// Starts the thread. Call it once.
    public func start() {
        ALSAErrors.silence()
        let own = OSThread.start { [self] in run() }
        thread.withLock { $0 = own }
    }

    /// Asks for a pattern, or for silence. The newest wish wins; asking for what already plays
    /// does not begin it anew, except for a sound that is played once.
    public func play(_ pattern: SoundPattern?) {
        slot.withLock { slot in
            if slot.wanted == pattern, pattern?.repeatMilliseconds != nil || pattern == nil {
                return
            }
            slot.wanted = pattern
            slot.asked += 1
        }
        pipe.wake()
    }

    /// What the speaker does now.
    public var state: SpeakerState { slot.withLock { $0.state } }

    /// Ends the thread and waits for it.
    public func stop() {
        slot.withLock { $0.isStopped = true }
        pipe.wake()
        let own = thread.withLock { thread in
            defer { thread = nil }
            return thread
        }
        own?.join()
    }

    private func run() {
        var nextLook = BootClock.now()
        while true {
            let (wanted, asked, isStopped) = slot.withLock { ($0.wanted, $0.asked, $0.isStopped) }
            if isStopped { return }
            guard let wanted else {
                if BootClock.now() >= nextLook {
                    look()
                    nextLook = BootClock.now().adding(milliseconds: 60_000)
                }
                _ = pipe.wait(until: nextLook)
                continue
            }
            if sound(wanted, asked: asked) {
                nextLook = BootClock.now().adding(milliseconds: 60_000)
            } else {
                _ = pipe.wait(until: BootClock.now().adding(milliseconds: 5_000))
            }
        }
    }

    /// Opens the card and closes it: a card that is missing is known before an alert needs it.
    private func look() {
        do throws(SoundCard.Refusal) {
            _ = try SoundCard(device: device)
            set(.quiet)
        } catch {
            set(error.isMissing ? .missing(error.words) : .failed(error.words))
        }
    }

    /// Plays until something else is asked for; false when the card refused.
    private func sound(_ pattern: SoundPattern, asked: UInt64) -> Bool {
        do throws(SoundCard.Refusal) {
            let card = try SoundCard(device: device)
            try feed(card, pattern, asked: asked)
            set(.quiet)
            return true
        } catch {
            set(error.isMissing ? .missing(error.words) : .failed(error.words))
            return false
        }
    }

    private func feed(
        _ card: borrowing SoundCard, _ pattern: SoundPattern, asked: UInt64
    ) throws(SoundCard.Refusal) {
        var renderer = SoundRenderer(pattern, sampleRate: SoundCard.rate)
        var chunk = [Int16](repeating: 0, count: SoundCard.chunk)
        var sent = chunk.count
        var lastTaken = BootClock.now()
        // When the samples given so far will have been heard. A card without a clock of its own
        // (ALSA's null) takes everything at once: no more than 150 ms are given ahead.
        var due = lastTaken
        while true {
            let early = due.adding(milliseconds: -150)
            if early > BootClock.now() { _ = pipe.wait(until: early) }
            if sent == chunk.count {
                // The end comes between two chunks, at a silence of the pattern where there is one.
                if renderer.isOver || (isReplaced(asked) && renderer.isSilent) {
                    return finish(asked, playedOut: due)
                }
                var span = chunk.mutableSpan
                renderer.fill(&span)
                sent = 0
            }
            let taken = try card.write(chunk.span.extracting(sent..<chunk.count))
            sent += taken
            let now = BootClock.now()
            if taken > 0 {
                lastTaken = now
                due = max(due, now).adding(milliseconds: Int64(taken * 1_000 / SoundCard.rate))
                set(.sounding)
            } else if now.millisecondsSince(lastTaken) > 1_000 {
                throw SoundCard.Refusal(code: SoundCard.Refusal.stuck)
            } else {
                _ = pipe.wait(until: now.adding(milliseconds: 10))
            }
        }
    }

    /// A sound is over: nothing is wanted any more, unless something else came meanwhile.
    private func finish(_ asked: UInt64, playedOut due: BootTime) {
        // A wake may end one wait early: what is still in the card is not cut off by it.
        while BootClock.now() < due { _ = pipe.wait(until: due) }
        slot.withLock { if $0.asked == asked { $0.wanted = nil } }
    }

    private func isReplaced(_ asked: UInt64) -> Bool {
        slot.withLock { $0.asked != asked || $0.isStopped }
    }

    private func set(_ state: SpeakerState) { slot.withLock { $0.state = state } }
}
