import Alerts
import SignalCore

/// What happens once a sample or once a second.
enum ReadingKernels {
    /// Readings through the machine that watches people; the time since the start goes on and on.
    static func alerts(_ percents: [UInt8], rounds: Int) -> Kernel.Done {
        var machine = WatchMachine(
            limits: .spotterDefaults, startedAt: BootTime(seconds: 0), hasOximeter: true)
        var second: Int64 = 0
        var found = 0
        for _ in 0..<rounds {
            for percent in percents {
                second += 1
                machine.take(reading(percent, at: BootTime(seconds: second)))
                machine.drain { _ in found += 1 }
            }
        }
        return Kernel.Done(units: percents.count * rounds, found: found)
    }

    /// The trend of a watch and what a screen asks of it each second.
    static func trend(rounds: Int) -> Kernel.Done {
        let percents = MadeInput.night
        var trend = Trend()
        var second: Int64 = 0
        var found = 0
        for _ in 0..<rounds {
            for percent in percents {
                second += 1
                trend.take(reading(percent, at: BootTime(seconds: second)))
                found += trend.seconds(below: 90, over: .fiveMinutes)
                if trend.facts(over: .minute) != nil { found += 1 }
            }
        }
        return Kernel.Done(units: percents.count * rounds, found: found)
    }

    /// Samples to readings, sixty to one.
    static func make(rounds: Int) -> Kernel.Done {
        let wave = MadeInput.wave
        var maker = ReadingMaker(valuePeriodMilliseconds: 1000)
        var second: Int64 = 0
        var found = 0
        for _ in 0..<rounds {
            for start in stride(from: 0, to: wave.count, by: 60) {
                for place in 0..<60 {
                    let at = BootTime(milliseconds: second * 1000 + Int64(place) * 16)
                    maker.take(sample(start + place, pleth: wave[start + place]), at: at)
                }
                second += 1
                if maker.second(at: BootTime(seconds: second)).state == .measured { found += 1 }
            }
        }
        return Kernel.Done(units: wave.count * rounds, found: found)
    }

    private static func sample(_ place: Int, pleth: UInt8) -> Sample {
        guard place % 97 != 0 else { return Sample(flags: .fingerOut) }
        return Sample(
            spo2Percent: UInt8(90 + place / 600 % 9), pulseBpm: 72, pleth: UInt16(pleth),
            strengthPercent: 80)
    }

    private static func reading(_ percent: UInt8, at: BootTime) -> Reading {
        percent == 0
            ? .absent(.noValue, at: at)
            : Reading(
                at: at, state: .measured, reason: .none, spo2Percent: percent, pulseBpm: 72,
                quality: 100)
    }
}
