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

    /// Percents, `nil` where there is none, from lines of text. With a heading it is the column whose
    /// name begins with `spo2`; without one the only column, or the second beside the second's number.
    func percents() throws -> [Double?] {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Refusal("\(path) is no text; --format spo2-u8 reads a byte a second.")
        }
        let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
        var rows = lines.map { cells(of: $0) }
        while rows.last?.allSatisfy(\.isEmpty) == true { rows.removeLast() }
        guard let first = rows.first else { throw Refusal("\(path) is empty.") }
        let isHeading = first.allSatisfy { Double($0) == nil } && !first.allSatisfy(Self.isNone)
        let column = try column(of: first, isHeading: isHeading)
        let values = try rows.enumerated().dropFirst(isHeading ? 1 : 0).map { number, row in
            try value(row, column, line: number + 1)
        }
        guard !values.isEmpty else { throw Refusal("\(path) has a heading and no values.") }
        return values
    }

    private func cells(of line: Substring.UTF8View) -> [String] {
        line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map { cell in
            let blank: Set<UInt8> = [0x09, 0x0D, 0x20, 0x22]
            let begun = cell.drop { blank.contains($0) }
            let end = begun.lastIndex { !blank.contains($0) }
            return end.map { String(decoding: begun[...$0], as: UTF8.self) } ?? ""
        }
    }

    private func column(of first: [String], isHeading: Bool) throws -> Int {
        if isHeading, let named = first.firstIndex(where: { $0.lowercased().hasPrefix("spo2") }) {
            return named
        }
        guard first.count <= 2 else {
            throw Refusal("\(path) has \(first.count) columns; name the oxygen column spo2.")
        }
        return first.count - 1
    }

    private func value(_ row: [String], _ column: Int, line: Int) throws -> Double? {
        let cell = column < row.count ? row[column] : ""
        if Self.isNone(cell) { return nil }
        guard let value = Double(cell), value.isFinite else {
            throw Refusal("\(path), line \(line): \"\(cell.prefix(20))\" is no number.")
        }
        return value > 0 && value <= 100 ? value : nil
    }

    private static func isNone(_ cell: String) -> Bool {
        cell.isEmpty || cell.lowercased() == "nan"
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
