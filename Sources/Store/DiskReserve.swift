import GRDB
import Ledger

/// Space held back on the disk, so that entries still land when everything else has filled it.
struct DiskReserve {
    let directory: DataDirectory
    let bytes: Int

    var isHeld: Bool { SystemFiles.size(of: directory.reservePath) >= Int64(bytes) }

    /// Gives the space back to the disk; true when there was some.
    func release() -> Bool { bytes > 0 && SystemFiles.remove(directory.reservePath) }

    /// Gives the space back when the disk has less left than that; a station must be able to start.
    func releaseIfTight() {
        if SystemFiles.freeBytes(at: directory.path) < Int64(bytes) { _ = release() }
    }

    /// Whether a failure comes from want of space, so that making room can help.
    func isWantOfSpace(_ error: any Error) -> Bool {
        guard let error = error as? DatabaseError else { return false }
        return error.resultCode == .SQLITE_FULL
            || SystemFiles.freeBytes(at: directory.path) < Int64(bytes)
    }

    /// Takes the space again once the disk has four times as much. Random bytes: a file system
    /// that compresses would keep no room for zeros.
    func hold() {
        guard bytes > 0, !isHeld,
            SystemFiles.freeBytes(at: directory.path) > Int64(bytes) * 4
        else { return }
        if !SystemFiles.writePrivate(RandomBytes.make(bytes), to: directory.reservePath) {
            SystemFiles.remove(directory.reservePath)
        }
    }

    /// Deletes the oldest raw recordings, those of responses last, until so many bytes are free again; entries matter more.
    func dropOldestRecordings(toFree wanted: Int64) {
        var freed: Int64 = 0
        for file in RecordingShelf.inOrderOfGoing(directory.recordingsPath) where freed < wanted {
            let size = SystemFiles.size(of: file)
            if SystemFiles.remove(file) { freed += size }
        }
    }
}
