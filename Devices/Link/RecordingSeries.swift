import Glibc
public import SignalCore

/// Recordings of one port in a directory, file after file: where they are, how long each may get, and
/// how much of the newest is kept.
///
/// A file is named `seat-3-00000042-1f9c22d0-86400123.rec`: the series, its number, the boot it was
/// made in, and the milliseconds from that boot to its first byte. Numbers go on from boot to boot, so
/// they order the files whatever any clock says.
public struct RecordingSeries: Equatable, Sendable {
    /// The directory; made when it is missing.
    public let directory: String
    /// The series' name, of letters, digits and dashes.
    public let name: String
    /// The longest file, in bytes.
    public let fileBytes: Int
    /// A file is followed by another after so long, in milliseconds.
    public let fileMilliseconds: Int64
    /// What all files of the series may take together, in bytes: the oldest go first.
    public let totalBytes: Int

    /// Describes a series. The total is at least one file.
    public init(
        directory: String, name: String, fileBytes: Int = 1 << 20, fileMinutes: Int64 = 15,
        totalBytes: Int = 256 << 20
    ) {
        self.directory = directory
        self.name = name
        self.fileBytes = fileBytes
        fileMilliseconds = fileMinutes * 60_000
        self.totalBytes = max(totalBytes, fileBytes)
    }

    /// A file of a series.
    public struct File: Equatable, Sendable {
        /// Where it is.
        public let path: String
        /// Its place in the series.
        public let number: UInt64
        /// The boot it was made in: the first eight digits of the kernel's boot id.
        public let boot: String
        /// When its first byte was read, counted from that boot.
        public let beganAt: BootTime
        /// How many bytes it takes.
        public let byteCount: Int
    }

    /// The series' files, the oldest first. One that cannot be looked at is left out.
    public func files() -> [File] {
        FolderCall.names(in: directory).compactMap { file($0) }.sorted { $0.number < $1.number }
    }

    /// The files of this boot that hold anything read within a stretch of time, the oldest first.
    /// Reads the files it is in doubt about; not for the thread of a port.
    public func files(covering stretch: ClosedRange<BootTime>) -> [File] {
        files().filter { file in
            guard file.boot == Self.boot, file.beganAt <= stretch.upperBound else { return false }
            return end(of: file) >= stretch.lowerBound
        }
    }

    /// When the last whole chunk of a file was read.
    private func end(of file: File) -> BootTime {
        var last: Int64 = 0
        do throws(ByteFileError) {
            var reader = try RecordingReader(path: file.path)
            while let chunk = try reader.next() { last = chunk.nanoseconds }
        } catch {
            // As far as it can be read.
        }
        return BootTime(nanoseconds: file.beganAt.nanoseconds + last)
    }

    private func file(_ fileName: String) -> File? {
        guard fileName.hasPrefix(name + "-"), fileName.hasSuffix(".rec") else { return nil }
        let parts = fileName.dropFirst(name.utf8.count + 1).dropLast(4)
            .split(separator: "-", omittingEmptySubsequences: false)
        let path = "\(directory)/\(fileName)"
        guard parts.count == 3, let number = UInt64(parts[0]), let milliseconds = Int64(parts[2]),
            let byteCount = FolderCall.size(of: path)
        else { return nil }
        return File(
            path: path, number: number, boot: String(parts[1]),
            beganAt: BootTime(milliseconds: milliseconds), byteCount: byteCount)
    }

    /// The path of a new file.
    func path(number: UInt64, at now: BootTime) -> String {
        let digits = String(number)
        let padded = String(repeating: "0", count: max(0, 8 - digits.utf8.count)) + digits
        return "\(directory)/\(name)-\(padded)-\(Self.boot)-\(now.milliseconds).rec"
    }

    /// Makes room for one more file by removing the oldest, and gives the number of that file.
    func makeRoom() -> UInt64 {
        FolderCall.make(directory)
        let files = files()
        var total = files.reduce(0) { $0 + $1.byteCount }
        for file in files where total + fileBytes > totalBytes {
            if FolderCall.remove(file.path) { total -= file.byteCount }
        }
        return (files.last?.number ?? 0) + 1
    }

    /// The present boot, as files are named.
    static let boot: String = {
        var bytes = [UInt8](repeating: 0, count: 64)
        do throws(ByteFileError) {
            var file = try ByteFile(reading: "/proc/sys/kernel/random/boot_id")
            guard try file.read(into: &bytes) >= 8 else { return "00000000" }
            return String(decoding: bytes.prefix(8), as: UTF8.self)
        } catch {
            return "00000000"
        }
    }()
}
