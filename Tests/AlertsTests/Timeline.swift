import Alerts
import SignalCore

/// One watch on virtual time, driven by text.
///
/// A word is a second of readings, `×n` repeats it: `97` measured, `88?` unreliable, `-` absent
/// (`-searching`, `-fingerOut` … with a reason), `nothing` no reading at all; `97/45` has a pulse of
/// 45 (70 without), `97!stuck` and `97!battery` say so. Other words happen at the moment reached:
/// `dose`, `dose@-120` (so many seconds ago), `awake:pain`, `breathing:none`,
/// `count:8`, `breaths`, `breaths-off`, `oxygen`, `oxygen-off`, `ack`, `ack:oxygen-low`,
/// `silence`, `silence:30`, `gone`, `stalled`, `taken`, `streaming`, `no-oximeter`, `restart`,
/// `seen`, `reset`, `same`, `pause`, `back`, `swap`, `leave`.
struct Timeline {
    var machine: WatchMachine
    var now: BootTime
    var transitions: [AlertTransition] = []
    let hasOximeter: Bool

    init(
        limits: Limits = .spotterDefaults, from seconds: Int64 = 0, hasOximeter: Bool = true
    ) {
        now = BootTime(seconds: seconds)
        self.hasOximeter = hasOximeter
        machine = WatchMachine(limits: limits, startedAt: now, hasOximeter: hasOximeter)
    }

    /// Runs a script and returns what happened in it, as `change kind priority@second`.
    @discardableResult
    mutating func run(_ script: String) -> [String] {
        let before = transitions.count
        for word in script.split(separator: " ") { take(String(word)) }
        return transitions[before...].map(Self.text)
    }

    static func text(_ one: AlertTransition) -> String {
        "\(one.change.rawValue) \(one.kind.rawValue) \(one.priority.rawName)@\(one.at.seconds)"
    }

    private mutating func take(_ word: String) {
        let parts = word.split(separator: "×")
        if parts.count == 2 || word.first?.isNumber == true || word.hasPrefix("-")
            || word == "nothing"
        {
            for _ in 0..<(parts.count == 2 ? known(Int(parts[1]), word) : 1) {
                second(String(parts[0]))
            }
        } else {
            happen(word)
        }
        machine.drain { transitions.append($0) }
    }

    /// One second: its reading, then the tick.
    mutating func second(_ word: String) {
        now = now.adding(milliseconds: 1000)
        if let reading = Self.reading(word, at: now) { machine.take(reading) }
        machine.tick(at: now)
    }

    static func reading(_ word: String, at: BootTime) -> Reading? {
        if word == "nothing" { return nil }
        if word.hasPrefix("-") {
            let reasons: [String: Reading.Reason] = [
                "-": .silent, "-searching": .searching, "-fingerOut": .fingerOut, "-gone": .gone,
            ]
            return .absent(known(reasons[word], word), at: at)
        }
        let said = word.split(separator: "!").map(String.init)
        let numbers = said[0].split(separator: "/").map(String.init)
        let isStuck = said.contains("stuck")
        let isPoor = numbers[0].hasSuffix("?") || isStuck
        let percent = numbers[0].filter { $0 != "?" }
        return Reading(
            at: at, state: isPoor ? .unreliable : .measured,
            reason: isStuck ? .stuck : isPoor ? .weakSignal : .none,
            spo2Percent: known(UInt8(percent), word),
            pulseBpm: numbers.count == 2 ? known(UInt16(numbers[1]), word) : 70, quality: 80,
            flags: said.contains("battery") ? .lowBattery : [])
    }

    private mutating func happen(_ word: String) {
        let timed = word.split(separator: "@")
        let ago = timed.count == 2 ? -known(Int64(timed[1]), word) : 0
        let at = now.adding(milliseconds: -ago * 1000)
        let parts = timed[0].split(separator: ":").map(String.init)
        let value = parts.count == 2 ? parts[1] : nil
        if let observation = Self.observation(parts[0], value) {
            return machine.observe(observation, at: at)
        }
        switch parts[0] {
        case "ack":
            machine.act(
                .acknowledge(value.map { known(AlertKind(rawValue: $0), word) }), by: "ASH 1",
                at: now)
        case "silence":
            machine.act(
                .silence(nil, seconds: value.map { known(Int($0), word) }), by: "ASH 1", at: now)
        case "gone": machine.link(.gone, at: now)
        case "stalled": machine.link(.stalled, at: now)
        case "streaming": machine.link(.streaming, at: now)
        case "no-oximeter": machine.link(.none, at: now)
        case "taken": machine.link(.taken, at: now)
        case "restart": restart()
        default: leaveOrAct(parts[0], word)
        }
    }

    private mutating func leaveOrAct(_ name: String, _ word: String) {
        switch name {
        case "seen": machine.act(.seen(nil), by: "ASH 1", at: now)
        case "reset": machine.act(.reset(nil), by: "ASH 1", at: now)
        case "same": machine.act(.samePerson, by: "ASH 1", at: now)
        case "pause": machine.pause(at: now)
        case "back": machine.endPause(at: now)
        case "swap": machine.oximeterChanged(at: now)
        case "leave": machine.leave(reason: "left", by: "ASH 1", at: now)
        default: preconditionFailure("Unknown word \(word).")
        }
    }

    private static func observation(_ name: String, _ value: String?) -> Observation? {
        switch name {
        case "dose": .dose
        case "awake": .awake(known(value.flatMap(AwakeLevel.init(rawValue:)), name))
        case "breathing": .breathing(known(value.flatMap(Breathing.init(rawValue:)), name))
        case "count": .countedBreaths(perMinute: known(value.flatMap { Int($0) }, name))
        case "breaths": .breathsStarted
        case "breaths-off": .breathsStopped
        case "oxygen": .oxygenStarted
        case "oxygen-off": .oxygenStopped
        default: nil
        }
    }

    private mutating func restart() {
        machine = WatchMachine(
            limits: machine.limits, startedAt: machine.startedAt, hasOximeter: hasOximeter,
            restored: machine.snapshot, at: now)
    }

    /// What is open now, most urgent first, as `kind priority`.
    var open: [String] { machine.open.map { "\($0.kind.rawValue) \($0.priority.rawName)" } }
}

/// What a word of a script stands for; a misspelt script is a mistake in the test.
func known<Value>(_ value: Value?, _ word: String) -> Value {
    guard let value else { preconditionFailure("Unknown word \(word).") }
    return value
}
