import Foundation

/// Every byte of a data directory, as whoever holds the disk has it.
struct DiskImage: Equatable {
    /// By path below the directory; write-ahead logs and locks among them.
    let files: [String: Data]
    let facts: [String: Facts]

    /// What a listing of the directory says about a file.
    struct Facts: Equatable {
        let size: Int
        let mode: Int
        let modified: Date?
    }

    init(of directory: String) throws {
        let root = URL(fileURLWithPath: directory)
        var files: [String: Data] = [:]
        var facts: [String: Facts] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: directory) {
            let path = root.appendingPathComponent(name).path
            let found = try FileManager.default.attributesOfItem(atPath: path)
            guard found[.type] as? FileAttributeType == .typeRegular else { continue }
            files[name] = try Data(contentsOf: URL(fileURLWithPath: path))
            facts[name] = Facts(
                size: found[.size] as? Int ?? -1, mode: found[.posixPermissions] as? Int ?? -1,
                modified: found[.modificationDate] as? Date)
        }
        self.files = files
        self.facts = facts
    }

    /// The files that hold any of these, in the letters themselves, percent-encoded, or as base64.
    func files(holding words: [String]) -> [String] {
        var needles: [Data] = []
        for word in words {
            needles.append(Data(word.utf8))
            needles.append(Data(word.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }))
            let encoded = word.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? word
            needles.append(Data(encoded.utf8))
            needles.append(Data(encoded.replacing("%20", with: "+").utf8))
            needles.append(Data(Data(word.utf8).base64EncodedString().prefix(16).utf8))
        }
        return files.filter { file in needles.contains { file.value.range(of: $0) != nil } }
            .map(\.key).sorted()
    }

    /// The files that are not the same, byte for byte, or in one image only.
    func differing(from other: DiskImage) -> [String] {
        Set(files.keys).union(other.files.keys).filter { files[$0] != other.files[$0] }.sorted()
    }
}

/// Pearson's statistic over byte values: near 255 for random bytes, with a deviation of 22.6.
func chiSquare(_ bytes: Data) -> Double {
    var counts = [Double](repeating: 0, count: 256)
    for byte in bytes { counts[Int(byte)] += 1 }
    let expected = Double(bytes.count) / 256
    return counts.reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected }
}
