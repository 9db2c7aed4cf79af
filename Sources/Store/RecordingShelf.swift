/// The raw recordings of a data directory, one watch's after another's, and what they may take up.
///
/// A file's name begins with its watch's id, which is how an erasure finds it. A file that belongs
/// to a response says so in its name: what a response pins goes only when the disk is too full for
/// entries.
public struct RecordingShelf: Sendable {
    /// The folder.
    public let folder: String

    /// How files of a response are told apart.
    static let ofIncident = ".incident.rec"
    static let ofWatch = ".rec"

    /// The recordings of this data directory.
    public init(dataDirectory: String) { folder = dataDirectory + "/recordings" }

    /// The path for a watch's next file. Numbers go on where an earlier run of the station stopped.
    public func path(watch: String, number: Int) -> String {
        folder + "/" + name(watch: watch, number: number)
    }

    /// The name of a watch's file.
    public func name(watch: String, number: Int) -> String {
        let digits = String(number)
        return watch + "-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            + Self.ofWatch
    }

    /// How many files a watch has, the highest number among them.
    public func lastNumber(of watch: String) -> Int {
        names(of: watch).compactMap { name in
            Int(name.dropFirst(watch.count + 1).prefix { $0 != "." })
        }.max() ?? 0
    }

    /// A watch's files, oldest first.
    public func names(of watch: String) -> [String] {
        SystemFiles.names(in: folder).filter { $0.hasPrefix(watch + "-") }.sorted()
    }

    /// Marks a file as belonging to a response; its name from then on.
    public func keepForIncident(_ name: String) -> String {
        guard !name.hasSuffix(Self.ofIncident), name.hasSuffix(Self.ofWatch) else { return name }
        let kept = name.dropLast(Self.ofWatch.count) + Self.ofIncident
        let path = folder + "/"
        return SystemFiles.rename(path + name, to: path + kept) ? String(kept) : name
    }

    /// A file's bytes; `nil` when it cannot be read or is longer than `longest`.
    public func bytes(of name: String, longest: Int) -> [UInt8]? {
        SystemFiles.read(folder + "/" + name, longest: longest)
    }

    /// Removes the oldest files until all together are within `cap` bytes, and none of a response.
    public func prune(toBytes cap: Int64) {
        let files = Self.inOrderOfGoing(folder)
        var total = files.reduce(0) { $0 + SystemFiles.size(of: $1) }
        for file in files where total > cap && !file.hasSuffix(Self.ofIncident) {
            let size = SystemFiles.size(of: file)
            if SystemFiles.remove(file) { total -= size }
        }
    }

    /// Every file of the folder, the first to go first: oldest first, those of responses after all
    /// others.
    static func inOrderOfGoing(_ folder: String) -> [String] {
        SystemFiles.names(in: folder).map { folder + "/" + $0 }
            .filter { SystemFiles.kind(of: $0) == .other }
            .sorted {
                ($0.hasSuffix(ofIncident) ? 1 : 0, SystemFiles.modifiedSeconds($0), $0)
                    < ($1.hasSuffix(ofIncident) ? 1 : 0, SystemFiles.modifiedSeconds($1), $1)
            }
    }
}
