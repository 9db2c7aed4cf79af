public import Store
import Threads

extension Station {
    /// How the records stand for the day the disk is lost. Reads small files on a thread of its own:
    /// a blocked disk must not hold up a page that does not ask.
    public func recovery() async -> Recovery {
        let directory = settings.dataDirectory
        return await withCheckedContinuation { continuation in
            _ = OSThread.start { continuation.resume(returning: Recovery(directory: directory)) }
        }
    }
}
