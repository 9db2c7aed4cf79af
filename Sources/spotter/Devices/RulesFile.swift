import Discovery
import Glibc

/// The file with the udev rules, under some root directory.
struct RulesFile {
    /// What was done, for the person at the terminal.
    struct Outcome {
        let changed: Bool
        let sentence: String
    }

    /// True when it is the running system's own.
    let isTheSystems: Bool
    let path: String
    private let root: String

    init(root: String) {
        self.root = String(root.reversed().drop { $0 == "/" }.reversed())
        isTheSystems = self.root.isEmpty
        path = "\(self.root)/\(UdevRules.directory)/\(UdevRules.fileName)"
    }

    /// Writes it whole or not at all.
    func write(_ text: String) throws -> Outcome {
        guard content != Array(text.utf8) else {
            return Outcome(changed: false, sentence: "\(path) is already there and up to date.")
        }
        try makeFolders()
        let draft = path + ".new"
        let descriptor = unsafe open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw refusal("written") }
        let bytes = Array(text.utf8)
        let count = unsafe Glibc.write(descriptor, bytes, bytes.count)
        // Whatever the mask for new files is, udev and people may read it.
        let isWhole =
            count == bytes.count && fchmod(descriptor, 0o644) == 0
            && fsync(descriptor) == 0
        let failure = errno
        close(descriptor)
        guard isWhole, unsafe rename(draft, path) == 0 else {
            let reason = isWhole ? errno : failure
            _ = unsafe unlink(draft)
            throw refusal("written", reason)
        }
        return Outcome(changed: true, sentence: "\(path) was written.")
    }

    func remove() throws -> Outcome {
        if unsafe unlink(path) == 0 {
            return Outcome(changed: true, sentence: "\(path) was removed.")
        }
        guard errno == ENOENT else { throw refusal("removed") }
        return Outcome(changed: false, sentence: "\(path) is not there; nothing was removed.")
    }

    /// Makes the folders below the root that are missing. The root itself is not: a slip in its name
    /// would put the rules where nothing reads them.
    private func makeFolders() throws {
        var folder = root
        for name in UdevRules.directory.split(separator: "/") {
            folder += "/\(name)"
            guard unsafe mkdir(folder, 0o755) == 0 || errno == EEXIST else {
                throw refusal("written")
            }
        }
    }

    private var content: [UInt8]? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var room = [UInt8](repeating: 0, count: UdevRules.text.utf8.count + 1)
        let count = unsafe read(descriptor, &room, room.count)
        return count < 0 ? nil : Array(room[..<count])
    }

    private func refusal(_ done: String, _ reason: Int32 = errno) -> Refusal {
        let why = unsafe String(cString: strerror(reason)).lowercased()
        let isDenied = [EACCES, EPERM, EROFS].contains(reason)
        return Refusal(
            "\(path) could not be \(done) (\(why))"
                + (isDenied ? "; run it as root: sudo spotter devices install-rules." : "."))
    }
}
