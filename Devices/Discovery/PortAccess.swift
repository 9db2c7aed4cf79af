/// Whether a port could be opened now, judged without opening it.
public enum PortAccess: Equatable, Sendable {
    /// Nothing is known to stand in the way.
    case free
    /// This user may not read and write it.
    case noPermission
    /// A program uses it; its name where the system tells.
    case taken(holder: String?)
    /// Nothing is at the path.
    case missing
}

extension Discovery {
    /// Whether a port could be opened now.
    ///
    /// A user sees what other users' programs have open only through their locks, so `free` is a
    /// good guess and opening is the test. Walks /proc: a few milliseconds, not for a hot path.
    public static func access(of path: String) -> PortAccess {
        guard let resolved = SystemFiles.resolved(path),
            let file = LockedFile(path: resolved)
        else { return .missing }
        guard SystemFiles.canReadAndWrite(resolved) else { return .noPermission }
        let locker = file.lockHolder()
        if let name = locker.flatMap(Processes.name) { return .taken(holder: name) }
        // Whoever serves a pseudo-terminal keeps its slave open too: that is no one reading it.
        // A lock can outlive who took it, in those it passed its open file to.
        if !file.isPseudoTerminal, let process = Processes.first(holding: resolved) {
            return .taken(holder: Processes.name(of: process))
        }
        return locker == nil ? .free : .taken(holder: nil)
    }
}
