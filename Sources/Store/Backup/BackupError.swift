/// Why a backup or a restore did not happen. The description is one plain sentence for people.
public enum BackupError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Something stands where the backup should go.
    case exists(String)
    /// The folder the backup should go to is not there.
    case noFolder(String)
    /// A folder was named where a file belongs.
    case isFolder(String)
    /// The backup would lie in what it backs up.
    case inside(String)
    /// Another backup of this directory runs.
    case busy(String)
    /// The system refused; the path and its words.
    case system(String, String)
    /// No space is left.
    case diskFull(String)
    /// Not one of ours.
    case notABackup(String)
    /// A later release wrote it.
    case newer(String, Int)
    /// The key does not fit, or the beginning was damaged.
    case wrongPassphrase(String)
    /// A bit was changed; at which byte the piece begins.
    case damaged(String, at: Int64)
    /// The end is missing.
    case cutShort(String)
    /// It opens, and what is in it is not what belongs there.
    case odd(String, String)
    /// The ledger in it does not pass the check; the first problem.
    case unsound(String, String)
    /// The place a ledger is restored to has something in it.
    case notEmpty(String)
    /// There is not enough memory for the key.
    case noMemory

    /// One plain sentence.
    public var description: String {
        switch self {
        case .exists(let path): "\(path) exists already; name another file"
        case .noFolder(let path): "\(path) is no folder; make it or name another place"
        case .isFolder(let path): "\(path) is a folder; name a file"
        case .inside(let path): "\(path) lies inside the data directory; name a place outside it"
        case .busy(let path): "another backup of \(path) is running; wait for it to end"
        case .system(let path, let words): "\(path) cannot be used: \(words)"
        case .diskFull(let path): "the disk that holds \(path) is full; make room on it"
        case .notABackup(let path): "\(path) is not a Spotter backup"
        case .newer(let path, let version):
            "\(path) was written by a newer Spotter (form \(version)); update Spotter"
        case .wrongPassphrase(let path):
            "\(path) does not open with this passphrase; type it again, or use another copy"
        case .damaged(let path, let place):
            "\(path) is damaged at about byte \(place); use another copy"
        case .cutShort(let path): "\(path) is cut short, or its end is damaged; use another copy"
        case .odd(let path, let detail): "\(path) holds something odd: \(detail)"
        case .unsound(let path, let problem):
            "the ledger in \(path) does not pass its check: \(problem)"
        case .notEmpty(let path):
            "\(path) is not empty; a backup is restored to an empty directory only"
        case .noMemory: "there is not enough memory to work out the key"
        }
    }
}
