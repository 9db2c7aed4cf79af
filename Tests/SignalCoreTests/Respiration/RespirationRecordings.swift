import Foundation

@testable import SignalCore

/// The BIDMC recordings with the rate that two people counted: the mean of both annotators, at the
/// end of every 32 s window (stepped 16 s) that both counted.
struct RespirationRecordings {
    static let folder =
        (ProcessInfo.processInfo.environment["SPOTTER_RECORDINGS"] ?? "../shared/recordings")
        + "/bidmc/"
    static var areHere: Bool { FileManager.default.fileExists(atPath: folder + "rr_ref.csv") }

    struct Window {
        var end: Int
        var breathsPerMinute: Double
    }

    /// Ids in the order of the sample files.
    let ids: [String]
    let windows: [String: [Window]]

    init() throws {
        ids = try Self.rows("index.csv").map { $0[0] }
        var windows: [String: [Window]] = [:]
        for row in try Self.rows("rr_ref.csv") where row[1] == "32" {
            guard let first = Double(row[3]), let second = Double(row[4]) else { continue }
            let start = Int(row[2]) ?? 0
            windows[row[0], default: []].append(
                Window(end: start + 32, breathsPerMinute: (first + second) / 2))
        }
        self.windows = windows
    }

    private static func rows(_ name: String) throws -> [[String]] {
        let text = try String(contentsOfFile: folder + name, encoding: .utf8)
        return text.split(whereSeparator: \.isNewline).dropFirst().map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }

    private static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + name)))
    }

    /// Every subject's waveform at 60 Hz and 7 bits.
    func clip() throws -> [[UInt8]] {
        let bytes = try Self.bytes("ppg_60hz.u7")
        let length = bytes.count / ids.count
        return ids.indices.map { Array(bytes[$0 * length..<($0 + 1) * length]) }
    }

    /// Every subject's waveform at 125 Hz as recorded.
    func wide() throws -> [[Int16]] {
        let bytes = try Self.bytes("ppg_125hz.i16")
        let length = bytes.count / 2 / ids.count
        return ids.indices.map { subject in
            (subject * length..<(subject + 1) * length).map { place in
                Int16(bitPattern: UInt16(bytes[2 * place]) | UInt16(bytes[2 * place + 1]) << 8)
            }
        }
    }
}

/// How far estimates lie from the counted rates.
struct RespirationScore {
    var errors: [(error: Double, confidence: UInt8)] = []
    var subjectMeans: [Double] = []
    var missing = 0

    mutating func add(_ estimates: [RespirationEstimate], _ windows: [RespirationRecordings.Window])
    {
        var own: [Double] = []
        for window in windows {
            let estimate = estimates[window.end - 1]
            guard let rate = estimate.breathsPerMinute else {
                missing += 1
                continue
            }
            own.append(abs(rate - window.breathsPerMinute))
            errors.append((own[own.count - 1], estimate.confidence))
        }
        subjectMeans.append(own.reduce(0, +) / Double(own.count))
    }

    var mean: Double { errors.reduce(0) { $0 + $1.error } / Double(errors.count) }
    var subjectMedian: Double { subjectMeans.sorted()[subjectMeans.count / 2] }

    /// The share of all windows at or above a confidence, and their mean error.
    func kept(_ confidence: UInt8) -> (share: Double, mean: Double) {
        let kept = errors.filter { $0.confidence >= confidence }
        let share = Double(kept.count) / Double(errors.count + missing)
        return (share, kept.reduce(0) { $0 + $1.error } / Double(kept.count))
    }
}
