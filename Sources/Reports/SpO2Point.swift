public import SignalCore

/// One second of one oximeter as a report takes it.
public struct SpO2Point: Equatable, Sendable {
    /// The end of its second, in milliseconds since 1970 UTC.
    public var unixMilliseconds: Int64
    /// Oxygen saturation, 1 to 100 %; `nil` when the second has no value.
    public var spo2Percent: UInt8?
    /// How far it can be relied on.
    public var state: Reading.State

    /// Makes a point. A point without a value counts as absent, whatever its state says.
    public init(unixMilliseconds: Int64, spo2Percent: UInt8?, state: Reading.State) {
        self.unixMilliseconds = unixMilliseconds
        self.spo2Percent = spo2Percent
        self.state = state
    }
}

/// A stretch of whole seconds and what an oximeter gave in each. A second nobody wrote is absent.
struct SecondSeries {
    struct Second {
        /// Its place in the stretch, from 0.
        let place: Int64
        let value: UInt8
        let isMeasured: Bool
    }

    /// The first whole second, since 1970 UTC.
    let start: Int64
    /// How many seconds the stretch has; at least one.
    let length: Int64
    /// The seconds with a value, in order, one a place.
    let valued: [Second]

    init(_ points: [SpO2Point], fromUnixMilliseconds: Int64, toUnixMilliseconds: Int64) {
        let start = Self.floorSecond(fromUnixMilliseconds)
        let end = -Self.floorSecond(-toUnixMilliseconds)
        self.start = start
        length = max(1, end - start)
        var seconds: [Second] = []
        var last: Int64 = -1
        // A second written twice keeps the later record, as the store does.
        for point in points.enumerated().sorted(by: Self.order).map(\.element) {
            let place = Self.floorSecond(point.unixMilliseconds) - start
            guard (0..<length).contains(place) else { continue }
            if place == last, seconds.last?.place == place { seconds.removeLast() }
            last = place
            guard point.state != .absent, let value = point.spo2Percent else { continue }
            seconds.append(
                Second(place: place, value: value, isMeasured: point.state == .measured))
        }
        valued = seconds
    }

    private static func order(
        _ left: (offset: Int, element: SpO2Point), _ right: (offset: Int, element: SpO2Point)
    ) -> Bool {
        (left.element.unixMilliseconds, left.offset) < (
            right.element.unixMilliseconds, right.offset
        )
    }

    private static func floorSecond(_ milliseconds: Int64) -> Int64 {
        let quotient = milliseconds / 1000
        return milliseconds % 1000 < 0 ? quotient - 1 : quotient
    }
}
