import Reports
import Store

/// One line about how the records are kept: the last backup, a restore, the disk under them.
struct KeepingLine: Equatable, Sendable {
    let text: String
    let isDue: Bool

    static func lines(
        _ recovery: Recovery, unixMilliseconds now: Int64, utcOffsetMinutes: Int
    ) -> [KeepingLine] {
        let words = Words.english.keeping
        func moment(_ time: Int64) -> String {
            let local = LocalTime(unixMilliseconds: time, utcOffsetMinutes: utcOffsetMinutes)
            return "\(local.dateText) \(local.minuteText)"
        }
        let isDue = recovery.isBackupDue(now)
        let backup = recovery.lastBackup.map { note in
            "\(words.lastBackup) \(moment(note.takenUnixMilliseconds)), \(note.entries) "
                + words.entries + (isDue ? ". " + words.backupIsOld : ".")
        }
        let restore = recovery.restored.map { note in
            "\(words.restored) \(moment(note.doneUnixMilliseconds)) \(words.fromBackup) "
                + "\(moment(note.takenUnixMilliseconds))."
        }
        let disk =
            switch recovery.volume {
            case .encrypted: words.encrypted
            case .plain: words.notEncrypted
            case .unknown: words.encryptionUnknown
            }
        return [
            KeepingLine(text: backup ?? words.noBackup, isDue: isDue),
            KeepingLine(text: restore ?? words.neverRestored, isDue: false),
            KeepingLine(text: disk, isDue: recovery.volume == .plain),
        ]
    }
}

/// What the lines say.
struct KeepingWords: Sendable {
    let noBackup = "No backup was made of these records."
    let lastBackup = "Last backup, read back and checked:"
    let entries = "entries"
    let backupIsOld = "A newer one is due."
    let restored = "Restored on"
    let fromBackup = "from a backup of"
    let neverRestored = "Never restored from a backup."
    let encrypted = "The disk under the records is encrypted."
    let notEncrypted = "The disk under the records is not encrypted."
    let encryptionUnknown = "Whether the disk under the records is encrypted cannot be seen."
}
