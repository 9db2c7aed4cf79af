import Glibc
import Synchronization

/// A lock on a file that one process at a time can hold. The system gives it back when the process
/// dies, however it dies.
final class FileLock: Sendable {
    enum Failure: Error {
        case held
        case refused
    }

    private let descriptor: Mutex<Int32?>

    init(path: String) throws(Failure) {
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .refused }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw .held
        }
        self.descriptor = Mutex(descriptor)
    }

    func release() {
        descriptor.withLock { descriptor in
            if let open = descriptor { close(open) }
            descriptor = nil
        }
    }

    deinit { release() }
}
