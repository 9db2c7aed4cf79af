import SimulatedPatient

/// The live stream of a Contec HID device: twenty reports a second with three messages each, once a
/// second with the numbers among them.
struct ContecHIDLive: Sendable {
    private static let pointsPerReport = 3
    private static let reportsPerSecond = 20
    /// Over Bluetooth the stream was seen to end "in under a minute" without a ping; how exactly is
    /// not known.
    static let framesWithoutPing = 50 * 60

    var sendsWave = false
    var sendsNumbers = false
    private var framesLeft = 0
    private var points: [UInt8] = []
    private var reportsDone = 0
    private var random: SeededRandom

    init(random: SeededRandom) { self.random = random }

    /// Whether anything is streamed.
    var isOn: Bool { sendsWave || sendsNumbers }

    /// A sign of life from the host.
    mutating func prolong() { framesLeft = Self.framesWithoutPing }

    /// Ends the stream; what waits for its report is lost.
    mutating func stop() {
        sendsWave = false
        sendsNumbers = false
        points = []
        reportsDone = 0
    }

    /// Takes the point of one frame; a report when this point completes one.
    mutating func frame(
        _ point: ContecHIDEncoder.Amplitude, _ numbers: ContecHIDEncoder.Numbers
    ) -> [UInt8] {
        points += ContecHIDEncoder.bytes(of: point)
        var report: [UInt8] = []
        if points.count == Self.pointsPerReport * 6 { report = takeReport(numbers) }
        framesLeft -= 1
        if framesLeft <= 0 { stop() }
        return report
    }

    private mutating func takeReport(_ numbers: ContecHIDEncoder.Numbers) -> [UInt8] {
        reportsDone += 1
        var report = sendsWave ? points : []
        if sendsNumbers && reportsDone % Self.reportsPerSecond == 0 {
            place(ContecHIDEncoder.bytes(of: numbers), in: &report)
        }
        points.removeAll(keepingCapacity: true)
        return ContecHIDEncoder.reports(report)
    }

    /// The layouts of 212 captured seconds, as often as they came: the numbers take the place of one
    /// of the three points, or stand before the last one.
    private mutating func place(_ numbers: [UInt8], in report: inout [UInt8]) {
        let draw = Int(random.unit() * 212)
        guard !report.isEmpty else {
            report = numbers
            return
        }
        switch draw {
        case ..<135: report.replaceSubrange(6..<12, with: numbers)
        case ..<177: report.replaceSubrange(0..<6, with: numbers)
        case ..<195: report.replaceSubrange(12..<18, with: numbers)
        default: report.insert(contentsOf: numbers, at: 12)
        }
    }
}
