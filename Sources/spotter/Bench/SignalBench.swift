import Alerts
import Drivers
import SignalCore

/// The kernels over series: indices, beats, breathing, alerts. Each round goes over the whole input,
/// series by series, as an archive is read.
struct SignalBench {
    private static let rounds = 7
    private static let waveHertz = 60

    private let name: BenchName
    private let series: [UInt8]
    private let isInput: Bool

    init(_ name: BenchName, input: String?) throws {
        self.name = name
        isInput = input != nil
        if let input {
            series = try SeriesFile(input).bytes
        } else if case .beats = name {
            series = Self.wave()
        } else if case .respiration = name {
            series = Self.wave()
        } else {
            series = BenchNights.series(nights: 100)
        }
        guard !series.isEmpty else { throw Refusal("\(input ?? "the input") is empty.") }
    }

    func run() -> BenchResult {
        var events: [(name: String, count: Int)] = []
        let rounds = (0..<Self.rounds).map { _ in
            ContinuousClock().measure { events = pass() }
        }
        let length: Int = series.count
        var unit = "samples"
        if case .alerts = name { unit = "readings" }
        return BenchResult(
            name: name, unit: unit,
            perSecond: BenchResult.medianPerSecond(units: Double(length), rounds),
            events: isInput ? (count: length, found: events) : nil)
    }

    private func pass() -> [(name: String, count: Int)] {
        switch name {
        case .indices: indices()
        case .beats: [(name: "beats", count: beats())]
        case .respiration: [(name: "values", count: breaths())]
        case .alerts: [(name: "transitions", count: transitions())]
        default: []
        }
    }

    /// An input is one series; made ones are nights.
    private func indices() -> [(name: String, count: Int)] {
        var counts = DesaturationRule.allCases.filter { $0 != .sessionPercentile }
            .map { (name: $0.rawValue, count: 0) }
        let length = isInput ? series.count : BenchNights.seconds
        var start = 0
        while start < series.count {
            let end = min(start + length, series.count)
            let found = OxygenIndices.over(series.span.extracting(start..<end))
            for place in counts.indices {
                let rule = DesaturationRule(rawValue: counts[place].name) ?? .spotter
                counts[place].count += found.events(rule, drop: 3).count
            }
            start = end
        }
        return counts
    }

    private func beats() -> Int {
        var detector = BeatDetector(sampleRateHertz: Self.waveHertz)
        var places = [Int](repeating: 0, count: series.count / 10 + 16)
        var count = unsafe series.withUnsafeBufferPointer { samples in
            unsafe places.withUnsafeMutableBufferPointer { room in
                unsafe detector.take(samples, into: room)
            }
        }
        while detector.rest() != nil { count += 1 }
        return count
    }

    private func breaths() -> Int {
        var respiration = Respiration(sampleRateHertz: Self.waveHertz)
        var estimates = [RespirationEstimate](
            repeating: .none, count: series.count / Self.waveHertz + 1)
        let written = unsafe series.withUnsafeBufferPointer { samples in
            unsafe estimates.withUnsafeMutableBufferPointer { room in
                unsafe respiration.take(samples, into: room)
            }
        }
        return estimates.prefix(written).filter { $0.breathsPerMinute != nil }.count
    }

    private func transitions() -> Int {
        AlertReplay.of(percents: series, limits: .spotterDefaults).transitions.count
    }

    /// The waveform of a simulated person, some hours of it.
    private static func wave() -> [UInt8] {
        var wave = WaveTaker()
        var pump = FamilyPump(.contecV7)
        pump.feed(SimulatedBytes.ofHours(.contecV7).span, into: &wave)
        pump.finish(into: &wave)
        return wave.points
    }
}

/// The waveform of a stream.
private struct WaveTaker: FrameConsumer {
    private(set) var points: [UInt8] = []

    mutating func take(_ sample: Sample) {
        points.append(UInt8(truncatingIfNeeded: min(sample.pleth ?? 0, 127)))
    }

    mutating func skipped(_ count: Int, at offset: UInt64, _ why: SkipReason) {}
}

/// Made nights at a value a second: a level of 93 to 97 %, falls of 3 to 15 points, gaps.
enum BenchNights {
    static let seconds = 28_800

    static func series(nights: Int) -> [UInt8] {
        var random: UInt64 = 7
        func draw(_ bound: UInt64) -> Int {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((random >> 33) % bound)
        }
        var all: [UInt8] = []
        all.reserveCapacity(nights * seconds)
        for _ in 0..<nights {
            let end = all.count + seconds
            while all.count < end {
                let level = 93 + draw(5)
                all += [UInt8](repeating: UInt8(level), count: 120 + draw(600))
                if draw(12) == 0 { all += [UInt8](repeating: 0, count: 1 + draw(60)) }
                let depth = 3 + draw(13)
                let fall = 8 + draw(24)
                for step in 1...fall { all.append(UInt8(level - depth * step / fall)) }
                all += [UInt8](repeating: UInt8(level - depth), count: 1 + draw(20))
                for step in 1...10 { all.append(UInt8(level - depth + depth * step / 10)) }
            }
            all.removeLast(all.count - end)
        }
        return all
    }
}
