/// Why the store cannot do what was asked. The description is one plain sentence for people.
public enum StoreError: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is nothing at this path.
    case missing(String)
    /// The system does not let us in.
    case notPermitted(String)
    /// A file stands where a directory should.
    case notADirectory(String)
    /// Another station holds the lock.
    case inUse(String)
    /// There are other files, or a database that is none of ours.
    case notALedger(String)
    /// A later release has been here.
    case newerSchema(String, found: Int, known: Int)
    /// No space is left.
    case diskFull(String)
    /// A copy has to be made before a migration and has no room; megabytes that are needed.
    case noRoomToMigrate(String, megabytes: Int64)
    /// The file cannot be trusted.
    case damaged(String, String)
    /// The disk takes nothing at the moment; what was handed over is kept and tried again.
    case storageFailing
    /// Too much is waiting already; what was handed over was not taken.
    case overloaded
    /// An entry that can never be stored, and why.
    case refused(String)
    /// The ledger has no entry with this number.
    case noSuchEntry(Int64)
    /// The store has been closed.
    case closed
    /// The task that asked was cancelled before the answer came.
    case cancelled

    /// One plain sentence.
    public var description: String {
        switch self {
        case .missing(let path): "\(path) does not exist; check the path or make the directory"
        case .notPermitted(let path): "no permission to use \(path); check its owner and mode"
        case .notADirectory(let path): "\(path) is not a directory"
        case .inUse(let path): "\(path) is in use by another station; stop that one first"
        case .notALedger(let path):
            "\(path) is not a Spotter data directory; name one, or an empty directory"
        case .newerSchema(let path, let found, let known):
            "\(path) was written by a newer Spotter (layout \(found), this one knows \(known));"
                + " update Spotter"
        case .diskFull(let path): "the disk that holds \(path) is full; make room on it"
        case .noRoomToMigrate(let path, let megabytes):
            "\(path) must be copied before this Spotter changes its layout, which takes"
                + " \(megabytes) MB more than the disk has free; make room, or run the older Spotter"
        case .damaged(let path, let detail): "\(path) is damaged: \(detail)"
        case .storageFailing:
            "the disk is not taking entries; they are kept in memory and tried again"
        case .overloaded: "too many entries wait to be stored; send this one again"
        case .refused(let reason): "the entry cannot be stored: \(reason)"
        case .noSuchEntry(let index): "the ledger has no entry \(index)"
        case .closed: "the ledger has been closed"
        case .cancelled: "the request was cancelled"
        }
    }
}
