/// The indices of a series of oxygen saturations at 1 Hz in whole percent, one pass, live or whole.
///
/// 0 and values above 100 are seconds without a value. The same series gives the same answer, bit
/// for bit, in whatever pieces it comes. Memory is taken when it is made: `eventRoom` events a rule
/// are kept, more are only counted; `.max` lets the lists grow. Results are whole only after
/// `finish`, which takes nothing more. Rates are per hour of seconds with a value. Not for sharing between threads.
public struct OxygenIndices: ~Copyable {
    private var window = SampleWindow()
    private var jungThree: JungRule
    private var jungFour: JungRule
    private var hard: HardRule
    private var resetMean: ResetMeanRule
    private var medianThree: MedianRule
    private var medianFour: MedianRule
    private var spotterThree: SpotterRule
    private var spotterFour: SpotterRule
    private var tally = OxygenTally()
    private var satSeconds = SatSecondsTally(limitPercent: 90, setting: 50)
    private var isFinished = false

    /// Makes it ready.
    ///
    /// - Parameters:
    ///   - eventRoom: How many events of each rule are kept.
    ///   - lunaRange: The lowest and the highest value of the series, when known beforehand:
    ///     `median-120` then rounds as lunapi does (see `LunaLevels`). Without it, it takes percents
    ///     as they are.
    public init(eventRoom: Int = 1024, lunaRange: ClosedRange<UInt8>? = nil) {
        jungThree = JungRule(drop: 3, room: eventRoom)
        jungFour = JungRule(drop: 4, room: eventRoom)
        hard = HardRule(room: eventRoom)
        resetMean = ResetMeanRule(room: eventRoom)
        medianThree = MedianRule(drop: 3, levels: LunaLevels(percents: lunaRange), room: eventRoom)
        medianFour = MedianRule(drop: 4, levels: LunaLevels(percents: lunaRange), room: eventRoom)
        spotterThree = SpotterRule(drop: 3, room: eventRoom)
        spotterFour = SpotterRule(drop: 4, room: eventRoom)
    }

    /// Takes the next second.
    public mutating func take(percent: UInt8) {
        guard !isFinished else { return }
        run(window.take(percent))
    }

    /// Takes the next seconds.
    public mutating func take(_ series: Span<UInt8>) {
        guard !isFinished else { return }
        var taken = 0
        while taken < series.count {
            let block = window.take(series.extracting(taken...))
            taken += block.count
            run(block)
        }
    }

    /// Rule by rule over a block that stays in the first cache.
    private mutating func run(_ block: borrowing SampleBlock) {
        jungThree.take(block)
        jungFour.take(block)
        hard.take(block)
        resetMean.take(block)
        medianThree.take(block)
        medianFour.take(block)
        spotterThree.take(block)
        spotterFour.take(block)
        tally.take(block)
        satSeconds.take(block)
    }

    /// Ends the series: what is open is closed as each rule has it. More calls change nothing.
    public mutating func finish() {
        guard !isFinished else { return }
        isFinished = true
        let count = window.seconds
        guard count > 0 else { return }
        let last = unsafe window.last
        unsafe jungThree.finish(last: count - 1, values: last)
        unsafe jungFour.finish(last: count - 1, values: last)
        resetMean.finish()
        unsafe medianThree.finish(last: count - 1, values: last)
        unsafe medianFour.finish(last: count - 1, values: last)
        spotterThree.finish(count: count)
        spotterFour.finish(count: count)
    }

    /// Whether `spotter-1` (drop 3) knows of an event that is open now.
    public var isInEvent: Bool { spotterThree.isInEvent }

    /// Seconds taken.
    public var seconds: Int { window.seconds }

    /// Seconds with a value.
    public var validSeconds: Int { tally.validSeconds }

    /// Seconds with a value below `percent` (strictly).
    public func seconds(below percent: Int) -> Int { tally.seconds(below: percent) }

    /// Share of the valid seconds below 90, in percent; `nil` without a value.
    public var ct90Percent: Double? { share(tally.seconds(below: 90)) }

    /// The same with 90 itself, as pobm counts it (`le`).
    public var ct90AtOrBelowPercent: Double? { share(tally.seconds(below: 91)) }

    /// The lowest value.
    public var nadirPercent: Int? { tally.nadir }

    /// The lowest level held for 8 s, so that one spike does not rule.
    public var sustainedNadirPercent: Int? { tally.sustainedNadir }

    /// Mean absolute difference of the means of neighbouring 12 s blocks, in percent points.
    public var deltaIndexPercent: Double? { tally.deltaIndex }

    /// How often SatSeconds (limit 90, setting 50) alarmed.
    public var satSecondsAlarms: Int { satSeconds.alarms }

    /// The highest sum of SatSeconds (limit 90), in point seconds.
    public var satSecondsHighest: Int { satSeconds.highest }

    /// Cumulated area below `percent` over the valid seconds (CA): percent seconds a second.
    public func areaPercent(below percent: Int) -> Double? {
        validSeconds == 0
            ? nil : Double(tally.area(below: percent)) / Double(validSeconds)
    }

    /// `burden-onset`: the area of the events of `spotter-1` (drop 3) below their own baselines,
    /// in percent minutes an hour of valid seconds.
    public var burdenPercentMinutesPerHour: Double? {
        validSeconds == 0
            ? nil : Double(spotterThree.areaSum) / 60 / (Double(validSeconds) / 3600)
    }

    private func share(_ seconds: Int) -> Double? {
        validSeconds == 0 ? nil : 100 * Double(seconds) / Double(validSeconds)
    }

    /// How many values of each percent, 0 to 100; place 0 counts the seconds without a value.
    public var histogram: [Int] { (0...100).map { tally.histogram[$0] } }

    /// The events of a rule at a drop of 3 or 4 points. `hard-90` has no drop and gives the same
    /// for both; `session-p90` cannot be had in one pass (`OxygenSeries`).
    public func events(_ rule: DesaturationRule, drop: Int) -> [DesaturationEvent] {
        switch rule {
        case .jung: drop == 3 ? jungThree.groups.asStored : jungFour.groups.asStored
        case .resetMean: drop == 3 ? resetMean.logThree.events : resetMean.logFour.events
        case .median: drop == 3 ? medianThree.log.events : medianFour.log.events
        case .hard: hard.asStored
        case .sessionPercentile: []
        case .spotter: drop == 3 ? spotterThree.log.events : spotterFour.log.events
        }
    }

    /// How many events there were, kept or not. `jung` and `hard-90` count what pobm found, before
    /// it loses some past the 128th (`PobmGroups`).
    public func eventCount(_ rule: DesaturationRule, drop: Int) -> Int {
        switch rule {
        case .jung: drop == 3 ? jungThree.groups.count : jungFour.groups.count
        case .resetMean: drop == 3 ? resetMean.logThree.count : resetMean.logFour.count
        case .median: drop == 3 ? medianThree.log.count : medianFour.log.count
        case .hard: hard.count
        case .sessionPercentile: 0
        case .spotter: drop == 3 ? spotterThree.log.count : spotterFour.log.count
        }
    }
}
