import Link

/// The form of a recorded series.
enum SeriesFormat: String, CaseIterable {
    /// Text: a value a line, in percent; more columns and a heading are passed over.
    case spo2CSV = "spo2-csv"
    /// A byte a second, in percent; 0 is no value.
    case spo2Bytes = "spo2-u8"
    /// A byte a sample of the pulse waveform, 0 to 127.
    case pleth7 = "ppg-u7"
    /// Two bytes a sample, the low one first.
    case pleth16 = "ppg-i16"

    /// Samples a second when nothing is said.
    var usualRateHertz: Int {
        switch self {
        case .spo2CSV, .spo2Bytes: 1
        case .pleth7: 60
        case .pleth16: 125
        }
    }

    /// True for oxygen values, false for a waveform.
    var isOxygen: Bool { self == .spo2CSV || self == .spo2Bytes }
}

/// A recorded series in memory.
struct SeriesFile {
    /// The longest file read: a year of one seat at a byte a second has 32 MB.
    private static let longestBytes = 1 << 30

    let path: String
    private(set) var bytes: [UInt8] = []

    /// Reads a file whole.
    init(_ path: String) throws {
        self.path = path
        try ByteSource.forEachBlock(of: path) { block in
            guard bytes.count + block.count <= Self.longestBytes else {
                throw Refusal("\(path) is longer than 1 GiB; cut it into parts.")
            }
            for place in block.indices { bytes.append(block[place]) }
        }
    }

    /// Percents, `nil` where there is none, from lines of text. A first line without a number is a
    /// heading; any other is refused.
    func percents() throws -> [Double?] {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Refusal("\(path) is no text; --format spo2-u8 reads a byte a second.")
        }
        var values: [Double?] = []
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() {
            let row = line.last == "\r" ? line.dropLast() : line
            if row.isEmpty, number == lines.count - 1 { break }
            let cell = Self.cell(of: row)
            if cell.isEmpty || cell == "nan" || cell == "NaN" {
                values.append(nil)
            } else if let value = Double(cell), value.isFinite {
                values.append(value > 0 && value <= 100 ? value : nil)
            } else if number > 0 {
                throw Refusal("\(path), line \(number + 1): \"\(cell.prefix(20))\" is no number.")
            }
        }
        return values
    }

    /// The last cell of a row: before it may stand the second.
    private static func cell(of row: Substring) -> Substring {
        let cell = row.split(separator: ",", omittingEmptySubsequences: false).last ?? row
        return cell.drop { $0 == " " || $0 == "\t" }
    }

    /// Samples of 16 bits. Throws when a byte is left over.
    func samples16() throws -> [Int16] {
        guard bytes.count.isMultiple(of: 2) else {
            throw Refusal("\(path) has an odd number of bytes; ppg-i16 has two a sample.")
        }
        return stride(from: 0, to: bytes.count, by: 2).map {
            Int16(bitPattern: UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8)
        }
    }
}
