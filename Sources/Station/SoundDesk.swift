import Alerts
import SignalCore
import Sounds
import Speaker
import Synchronization
import Threads

/// Sees to it that an alert is heard: by screens that say they sound, else by the station itself; and
/// starts the site's own command when nobody comes.
///
/// Any thread may call it; nothing here waits for sound hardware. `tick` comes with the alert thread's
/// beat, four times a second.
final class SoundDesk: Sendable {
    private struct State: ~Copyable {
        var sounding: SoundingAlert?
        var rule = SoundingRule()
        /// When each screen last said that it can be heard.
        var able: [String: BootTime] = [:]
        var test: SoundTest
        var heard: SoundState.Heard?
        var isOverdue = false
        /// Since when a screen says that it cannot be heard, and when it last said so.
        var mute: [String: (since: BootTime, last: BootTime)] = [:]
        /// What was told last: telling it again would only wake the alert thread.
        var told: [AlertKind: Told] = [:]
        /// Since when nothing here could be heard; `nil` while something can.
        var unheardSince: BootTime?

        /// The screens that have said for long enough that they cannot be heard, by the names they
        /// show themselves; `nil` when none has, and nothing at all can be heard.
        func whoIsMute(at now: BootTime) -> String? {
            let names = mute.filter {
                now.millisecondsSince($0.value.since) >= SoundDesk.unheardMilliseconds
            }.keys.sorted()
            return names.isEmpty ? nil : names.joined(separator: ", ")
        }
    }

    private struct Told: Equatable {
        var holds: Bool
        var note: String?
    }

    /// A screen that has not said so for this long cannot be heard, in milliseconds: it says it every
    /// two seconds.
    private static let trustMilliseconds: Int64 = 5000
    /// Screens come and go; nothing to be heard for this long is an alert, in milliseconds.
    private static let unheardMilliseconds: Int64 = 10_000

    private let state: Mutex<State>
    private let command: Mutex<LocalCommand?>
    private let speaker: Speaker?
    private let board: LiveBoard
    private let tell: @Sendable (AlertKind, Bool, String?) -> Void

    /// `device` is the ALSA device, `nil` for a station without a loudspeaker; `command` a program and
    /// its arguments; `tell` says that a condition of the station holds or is over.
    init(
        board: LiveBoard, device: String?, command: [String], testHours: Int,
        tell: @escaping @Sendable (AlertKind, Bool, String?) -> Void
    ) {
        self.board = board
        self.tell = tell
        speaker = device.map { Speaker(device: $0) }
        let local = command.first.map {
            LocalCommand(path: $0, arguments: Array(command.dropFirst()))
        }
        self.command = Mutex(local)
        state = Mutex(State(test: SoundTest(hours: testHours)))
        speaker?.start()
    }

    func stop() { speaker?.stop() }

    /// Something else is to be heard.
    func sound(_ sounding: SoundingAlert?, at now: BootTime) {
        state.withLock { state in
            // Screens that confirmed another pattern have not confirmed this one. A station that
            // sounds goes on until one has.
            let isOther = state.sounding?.patternName != sounding?.patternName
            if isOther, !state.rule.stationSounds(at: now) { state.rule.wants(false, at: now) }
            state.sounding = sounding
            let isUrgent = sounding.map { $0.priority > .low && !$0.isDrill } ?? false
            state.rule.wants(isUrgent, at: now)
        }
        tick(at: now, unixMilliseconds: nil)
    }

    /// Nobody acknowledged somebody's high alert in time: the site's own command is started, on a
    /// thread of its own, for starting a program waits for the disk.
    func unattended() {
        _ = OSThread.start { [self] in
            command.withLock { _ = $0?.start(at: BootClock.now()) }
        }
    }

    /// A screen says whether it can be heard, and what it plays.
    ///
    /// Only the pattern that is wanted counts: a page whose news has stopped may go on playing a milder
    /// one.
    func console(_ name: String, isAble: Bool, playing: String?, at now: BootTime) {
        state.withLock { state in
            let wanted = state.sounding?.patternName
            let isSounding = isAble && wanted != nil && playing == wanted
            state.able[name] = isAble ? now : nil
            state.mute[name] = isAble ? nil : (state.mute[name]?.since ?? now, now)
            state.rule.console(name, isSounding: isSounding, at: now)
        }
    }

    /// Someone heard the shift's sound test.
    func heard(_ heard: SoundState.Heard, isNow: Bool) {
        state.withLock { state in
            state.test.heard(
                by: heard.by, atUnixMilliseconds: heard.unixMilliseconds, isNow: isNow)
            state.heard = heard
        }
    }

    /// Time has passed. `unixMilliseconds` is wall time, for the sound test's age.
    func tick(at now: BootTime, unixMilliseconds: Int64?) {
        let (shown, pattern, unheard, who, overdue):
            (SoundState, SoundPattern?, Bool, String?, Bool?) = state.withLock { state in
                state.able = state.able.filter {
                    now.millisecondsSince($0.value) < Self.trustMilliseconds
                }
                state.mute = state.mute.filter {
                    now.millisecondsSince($0.value.last) < Self.trustMilliseconds
                }
                let overdue = unixMilliseconds.map { state.test.isOverdue(atUnixMilliseconds: $0) }
                if let overdue { state.isOverdue = overdue }
                var shown = SoundState()
                shown.consoles = state.able.count
                shown.take(speaker?.state)
                shown.lastHeard = state.heard
                shown.isTestOverdue = state.isOverdue
                let plays = state.rule.stationSounds(at: now)
                let name = plays ? state.sounding?.patternName : nil
                let canHear = !state.able.isEmpty || shown.speakerWorks
                state.unheardSince = canHear ? nil : state.unheardSince ?? now
                let since = ([state.unheardSince] + state.mute.values.map(\.since))
                    .compactMap(\.self).min()
                let unheard =
                    since.map { now.millisecondsSince($0) >= Self.unheardMilliseconds } ?? false
                return (
                    shown, name.flatMap(SoundPattern.named), unheard,
                    unheard ? state.whoIsMute(at: now) : nil, overdue
                )
            }
        speaker?.play(pattern)
        board.update { $0.sound = shown }
        tellOnce(.consoleNotSounding, unheard, note: who)
        if let overdue {
            tellOnce(.soundTestOverdue, overdue)
            // With wall time comes the station's slow beat, which may wait for a process.
            command.withLock { $0?.poll(at: now) }
        }
    }

    private func tellOnce(_ kind: AlertKind, _ holds: Bool, note: String? = nil) {
        let told = Told(holds: holds, note: note)
        let isNews = state.withLock { state in
            defer { state.told[kind] = told }
            return state.told[kind] != told
        }
        if isNews { tell(kind, holds, note) }
    }
}

extension SoundState {
    fileprivate mutating func take(_ speaker: SpeakerState?) {
        switch speaker {
        case nil, .notTried: speakerWorks = false
        case .quiet, .sounding: speakerWorks = true
        case .missing(let why), .failed(let why): speakerTrouble = why
        }
    }
}
