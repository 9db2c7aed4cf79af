/// How a data directory stands for the day its disk is lost.
public struct Recovery: Equatable, Sendable {
    /// The last backup that was read back and verified; `nil` when none was made here.
    public let lastBackup: RecoveryNote?
    /// The restore this directory came from; `nil` when it did not.
    public let restored: RecoveryNote?
    /// Whether the disk under it is encrypted.
    public let volume: EncryptedVolume

    /// A backup older than so many days is due again. Own choice: a week of responses can be told
    /// again by who was there, a month cannot.
    public static let backupDays: Int64 = 7

    /// Reads a few small files. Blocks for a moment.
    public init(directory: String) {
        lastBackup = RecoveryNote.lastBackup(directory: directory)
        restored = RecoveryNote.lastRestore(directory: directory)
        volume = EncryptedVolume.found(at: directory)
    }

    /// What is known otherwise.
    public init(lastBackup: RecoveryNote?, restored: RecoveryNote?, volume: EncryptedVolume) {
        self.lastBackup = lastBackup
        self.restored = restored
        self.volume = volume
    }

    /// Whether a backup is due at this moment; one from the future, by a wrong clock, is too.
    public func isBackupDue(_ unixMilliseconds: Int64) -> Bool {
        guard let lastBackup else { return true }
        let age = unixMilliseconds - lastBackup.takenUnixMilliseconds
        return age > Self.backupDays * 86_400_000 || age < -86_400_000
    }
}
