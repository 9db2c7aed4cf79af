import Alerts
import SignalCore

/// A seat's oximeter as samples: a second is 60 samples through `ReadingMaker` and the machine.
struct SampleScript {
    var maker = ReadingMaker(valuePeriodMilliseconds: 1000)
    var machine: WatchMachine
    var transitions: [AlertTransition] = []
    var seconds: Int64 = 0
    private var wave: UInt16 = 0

    static let samplesPerSecond: Int64 = 60

    init(limits: Limits = .spotterDefaults) {
        machine = WatchMachine(limits: limits, startedAt: BootTime(seconds: 0), hasOximeter: true)
    }

    /// What the oximeter says in one second; `nil` percent: it gives no value.
    struct Second {
        var percent: Int?
        var strength = 75
        var flags: SampleFlags = []
        /// Flags of every third sample only.
        var someFlags: SampleFlags = []

        static func value(_ percent: Int) -> Second { Second(percent: percent) }
        static let fingerOut = Second(percent: nil, strength: 0, flags: .fingerOut)
        static let searching = Second(percent: nil, strength: 0, flags: .searching)
    }

    mutating func take(_ second: Second) {
        for index in 0..<Self.samplesPerSecond {
            wave = (wave + 7) % 128
            var flags = second.flags
            if index % 3 == 0 { flags.formUnion(second.someFlags) }
            let hasValue = flags.isDisjoint(with: .noReading)
            let sample = Sample(
                spo2Percent: hasValue ? second.percent.map { UInt8($0) } : nil,
                pulseBpm: hasValue && second.percent != nil ? 70 : nil, pleth: wave,
                strengthPercent: UInt8(second.strength), flags: flags)
            let at = BootTime(
                nanoseconds: seconds * 1_000_000_000
                    + index * 1_000_000_000 / Self.samplesPerSecond)
            maker.take(sample, at: at)
        }
        seconds += 1
        let now = BootTime(seconds: seconds)
        machine.take(maker.second(at: now))
        machine.tick(at: now)
        var new: [AlertTransition] = []
        machine.drain { new.append($0) }
        transitions += new
    }

    mutating func take(_ second: Second, seconds: Int) {
        for _ in 0..<seconds { take(second) }
    }

    /// How often an alert became high, or was raised high.
    var highAlerts: Int {
        transitions.count {
            $0.priority == .high && $0.note != "nobody acknowledged it"
                && ($0.change == .raised || $0.change == .escalated)
        }
    }
}
