/// A named way to find desaturations. The tools of the field disagree by up to half about the same
/// night, so an index is never given without its rule.
public enum DesaturationRule: String, CaseIterable, Sendable {
    /// What pobm 1.2.0 (Relative) computes, after Jung and Hwang: from a first step down to the
    /// return.
    case jung = "jung"
    /// What o2ring-analyzer 1.0.3 computes: below the mean of the 120 seconds before.
    case resetMean = "reset-mean-120"
    /// What Luna's DESAT (lunapi 1.7.0) computes: below the median of the 120 seconds before.
    case median = "median-120"
    /// Below 90 %, as pobm 1.2.0 (Hard) computes it. It has no drop.
    case hard = "hard-90"
    /// Below the 90th percentile of the whole session, as SleepyHead has it. Offline only.
    case sessionPercentile = "session-p90"
    /// Ours, and the live one: below a median frozen at the first second under it.
    case spotter = "spotter-1"
}

/// One desaturation. Seconds count from the start of the series, at one value a second.
public struct DesaturationEvent: Equatable, Sendable {
    /// The first second of the event.
    public var start: Int
    /// Where the event ends, as its rule numbers it: the first second after it, or for
    /// `reset-mean-120` its last second.
    public var end: Int
    /// The first second with the lowest value.
    public var nadirAt: Int
    /// What the fall is measured from, in percent.
    public var baselinePercent: Double
    /// The lowest value, in percent.
    public var nadirPercent: Double
    /// The area between the baseline and the values, in percent seconds.
    public var areaPercentSeconds: Double
    /// A gap or the end of the series closed it, not a recovery (`spotter-1` only).
    public var interrupted: Bool = false

    /// How far the value fell, in percent points.
    public var depthPercent: Double { baselinePercent - nadirPercent }
}

/// The events of one rule: as many as there is room for are kept, all are counted.
struct EventLog: Sendable {
    private(set) var events: [DesaturationEvent] = []
    private(set) var count = 0
    private let room: Int

    init(room: Int) {
        self.room = room
        if room < Int.max { events.reserveCapacity(room) }
    }

    @inline(never)
    mutating func append(_ event: DesaturationEvent) {
        count += 1
        if events.count < room { events.append(event) }
    }
}
