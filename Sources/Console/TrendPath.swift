import Station

/// The last ten minutes as an SVG path: one point each 5 s, gaps left open.
///
/// The picture is 120 wide and 50 high; 100 % lies at the top, 50 % at the bottom. The newest point
/// is at the right edge, so a short history leaves the left side empty.
enum TrendPath {
    static let width = 120
    static let height = 50

    static func path(of values: [UInt8]) -> String {
        var path = ""
        var inGap = true
        let shift = width - min(width, values.count)
        for (place, value) in values.suffix(width).enumerated() {
            guard value > 0 else {
                inGap = true
                continue
            }
            // A point alone between two gaps still shows: the horizontal step draws it.
            path += "\(inGap ? "M" : "L")\(shift + place) \(y(of: Int(value)))h1"
            inGap = false
        }
        return path
    }

    /// How far down a percentage is drawn.
    static func y(of percent: Int) -> Int { min(height, max(0, 100 - percent)) }
}
