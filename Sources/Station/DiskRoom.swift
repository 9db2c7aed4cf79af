import Glibc

/// How much room the disk under the ledger has left.
enum DiskRoom {
    /// Less than this is nearly full, in megabytes. Own choice: a day of seven recorded seats.
    static let tightMegabytes = 512

    /// Megabytes that may still be written at a path; `nil` when nobody can tell.
    static func megabytesLeft(at path: String) -> Int? {
        var facts = statvfs()
        guard unsafe statvfs(path, &facts) == 0 else { return nil }
        return Int(facts.f_bavail) * Int(facts.f_frsize) / 1_000_000
    }
}
