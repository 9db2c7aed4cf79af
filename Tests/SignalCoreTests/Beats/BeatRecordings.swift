import Foundation

@testable import SignalCore

/// The BIDMC recordings with the heart beats that two detectors agree on in the ECG; people whose
/// ECG they agree on for less than 90 % are left out.
struct BeatRecordings {
    static let folder =
        (ProcessInfo.processInfo.environment["SPOTTER_RECORDINGS"] ?? "../shared/recordings")
        + "/bidmc/"
    static var areHere: Bool { FileManager.default.fileExists(atPath: folder + "ecg_beats.csv") }

    /// Ids in the order of the sample files, and those that count.
    let ids: [String]
    let counted: Set<String>
    /// Seconds of every agreed heart beat.
    private(set) var beats: [String: [Double]] = [:]

    init() throws {
        let index = try Self.rows("index.csv")
        ids = index.map { $0[0] }
        counted = Set(index.filter { Double($0[8]) ?? 0 >= 90 }.map { $0[0] })
        for row in try Self.rows("ecg_beats.csv") where row[2] == "1" {
            beats[row[0], default: []].append((Double(row[1]) ?? 0) / 125)
        }
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

    /// Every person's waveform at 60 Hz and 7 bits.
    func clip() throws -> [[UInt16]] {
        let bytes = try Self.bytes("ppg_60hz.u7")
        let length = bytes.count / ids.count
        return ids.indices.map { bytes[$0 * length..<($0 + 1) * length].map(UInt16.init) }
    }

    /// Every person's waveform at 125 Hz as recorded, its zero in the middle.
    func wide() throws -> [[UInt16]] {
        let bytes = try Self.bytes("ppg_125hz.i16")
        let length = bytes.count / 2 / ids.count
        return ids.indices.map { person in
            (person * length..<(person + 1) * length).map { place in
                (UInt16(bytes[2 * place]) | UInt16(bytes[2 * place + 1]) << 8) &+ 0x8000
            }
        }
    }
}

/// Beats matched one to one with heart beats within 150 ms, after each person's own constant delay
/// from heart to finger: the one with most matches and, among these, the closest.
struct BeatScore {
    private(set) var matched = 0
    private(set) var missed = 0
    private(set) var extra = 0
    private(set) var rateErrors: [Double] = []
    private(set) var seconds = 0

    var percent: Double {
        200 * Double(matched) / Double(2 * matched + missed + extra)
    }
    var rateError: Double { rateErrors.reduce(0, +) / Double(rateErrors.count) }

    private static func matches(_ heart: [Double], _ found: [Double], _ delay: Double) -> Int {
        var (first, second, count) = (0, 0, 0)
        while first < heart.count, second < found.count {
            let away = found[second] - delay - heart[first]
            if abs(away) <= 0.15 {
                (first, second, count) = (first + 1, second + 1, count + 1)
            } else if away < 0 {
                second += 1
            } else {
                first += 1
            }
        }
        return count
    }

    mutating func add(heart: [Double], found: [Double]) {
        let most =
            stride(from: -0.1, to: 0.9, by: 0.01)
            .map { Self.matches(heart, found, $0) }.max() ?? 0
        matched += most
        missed += heart.count - most
        extra += found.count - most
    }

    /// The pulse of each second against the heart's: the median of its last 8 intervals.
    mutating func add(heart: [Double], rates: [Double?]) {
        for (second, rate) in rates.enumerated() where second >= 10 {
            let last = heart.filter { $0 <= Double(second + 1) }.suffix(9)
            let intervals = zip(last, last.dropFirst()).map { $1 - $0 }.sorted()
            guard !intervals.isEmpty else { continue }
            seconds += 1
            guard let rate else { continue }
            rateErrors.append(abs(rate - 60 / intervals[intervals.count / 2]))
        }
    }
}
