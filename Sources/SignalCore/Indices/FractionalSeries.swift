/// A recorded series at 1 Hz with decimals, such as 89.3 %: offline only.
///
/// `reset-mean-120` and `median-120` see the decimals, as their tools do, with the same floating
/// point in the same order. Every other rule and every summary sees whole percents, rounded half to
/// even as numpy rounds (`jung` assumes steps of 1 %). Not a number, 0 or less, and more than 100
/// are seconds without a value.
public struct FractionalSeries: ~Copyable {
    /// The series in whole percents with everything that is computed from those.
    public let whole: OxygenSeries
    private let resetMean: [[DesaturationEvent]]
    private let median: [[DesaturationEvent]]?

    /// Computes everything.
    public init(_ values: [Double]) {
        let clean = values.map { $0 > 0 && $0 <= 100 ? $0 : .nan }
        let percents = clean.map { $0.isNaN ? 0 : UInt8($0.rounded(.toNearestOrEven)) }
        whole = OxygenSeries(percents.span)
        resetMean = [3, 4].map { FractionalResetMean.events(in: clean, drop: $0) }
        let levels = Set(clean.filter { !$0.isNaN }).sorted()
        median = levels.count > 255 ? nil : FractionalMedian.events(in: clean, levels: levels)
    }

    /// The events of a rule at a drop of 3 or 4 points; `hard-90` has no drop. `median-120` takes
    /// whole percents when the series has more than 255 different values.
    public func events(_ rule: DesaturationRule, drop: Int) -> [DesaturationEvent] {
        let place = drop == 3 ? 0 : 1
        switch rule {
        case .resetMean: return resetMean[place]
        case .median: return median?[place] ?? whole.events(rule, drop: drop)
        default: return whole.events(rule, drop: drop)
        }
    }
}

/// `median-120` with one code for each different value.
private enum FractionalMedian {
    static func events(in clean: [Double], levels: [Double]) -> [[DesaturationEvent]] {
        let codes = Dictionary(
            uniqueKeysWithValues: levels.enumerated().map { ($1, UInt8($0 + 1)) })
        // Two seconds before the first: the rule looks back two.
        var filled: [UInt8] = [0, 0]
        for value in clean { filled.append(codes[value] ?? filled[filled.count - 1]) }
        let flat = [UInt8](repeating: 0, count: clean.count / SampleBlock.chunk + 1)
        var three = MedianRule(drop: 3, levels: LunaLevels(ascending: levels), room: .max)
        var four = MedianRule(drop: 4, levels: LunaLevels(ascending: levels), room: .max)
        unsafe filled.withUnsafeBufferPointer { filled in
            unsafe flat.withUnsafeBufferPointer { flat in
                guard let start = filled.baseAddress, let flat = flat.baseAddress else { return }
                let block = unsafe SampleBlock(
                    raw: start + 2, filled: start + 2, flat: flat, first: 0, count: clean.count)
                guard block.count > 0 else { return }
                three.take(block)
                four.take(block)
                let last = block.count - 1
                unsafe three.finish(last: last, values: block.filled + last)
                unsafe four.finish(last: last, values: block.filled + last)
            }
        }
        return [three.log.events, four.log.events]
    }
}

/// `reset-mean-120` with o2ring-analyzer's own running sum, rounding error and all.
private enum FractionalResetMean {
    static func events(in clean: [Double], drop: Int) -> [DesaturationEvent] {
        let valid = clean.indices.filter { clean[$0] >= 50 }
        let baselines = baselines(clean, valid)
        var events: [DesaturationEvent] = []
        var place = 0
        while place < valid.count {
            let limit = baselines[place] - Double(drop)
            var end = place
            while end < valid.count, clean[valid[end]] <= limit { end += 1 }
            if end > place {
                let run = valid[place..<end]
                add(run, baselines[place], clean, to: &events)
            }
            place = max(end, place + 1)
        }
        return events
    }

    private static func baselines(_ clean: [Double], _ valid: [Int]) -> [Double] {
        var (sum, left) = (0.0, 0)
        return valid.indices.map { place in
            while left < place, valid[left] < valid[place] - 120 {
                sum -= clean[valid[left]]
                left += 1
            }
            defer { sum += clean[valid[place]] }
            return place > left ? sum / Double(place - left) : clean[valid[place]]
        }
    }

    private static func add(
        _ run: ArraySlice<Int>, _ baseline: Double, _ clean: [Double],
        to events: inout [DesaturationEvent]
    ) {
        guard let start = run.first, let last = run.last, 10...120 ~= last - start else { return }
        let nadirAt = run.min { clean[$0] < clean[$1] } ?? start
        events.append(
            DesaturationEvent(
                start: start, end: last, nadirAt: nadirAt, baselinePercent: baseline,
                nadirPercent: clean[nadirAt],
                areaPercentSeconds: run.reduce(0) { $0 + (baseline - clean[$1]) }))
    }
}
