/// The cosine, worked out here because this module imports nothing.
enum Circle {
    /// The cosine of so many full turns, by its power series after taking off whole turns: exact to
    /// about 1e-15.
    static func cosine(turns: Double) -> Double {
        let part = turns - turns.rounded()
        let square = (part * 2 * Double.pi) * (part * 2 * Double.pi)
        var term = 1.0
        var sum = 1.0
        for order in 1...14 {
            term *= -square / Double((2 * order - 1) * (2 * order))
            sum += term
        }
        return sum
    }
}
