import Foundation

/// The files of this repository, as they stand on the disk.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The text of a file.
    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appending(path: path).path)
    }

    /// Files under a folder with one of these endings, as paths from the root.
    static func files(_ folder: String, _ endings: Set<String>) -> [String] {
        let names = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
        return (names?.compactMap { $0 as? String } ?? [])
            .filter { endings.contains(($0 as NSString).pathExtension) }
            .map { "\(folder)/\($0)" }.sorted()
    }

    static func swiftTexts(_ folder: String) throws -> [SwiftText] {
        try files(folder, ["swift"]).map { SwiftText(path: $0, try text($0)) }
    }

    /// Where sources stand.
    static let folders = ["Sources", "Devices", "Simulators", "Tests"]
}
