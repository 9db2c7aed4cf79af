import Foundation
import Testing

@testable import Store

@Suite("How a data directory stands")
struct RecoveryTests {
    private let table = """
        22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
        30 22 253:1 / /var/lib rw shared:9 - ext4 /dev/mapper/site rw
        31 30 0:41 /@ /var/lib/spot\\040ter rw - btrfs /dev/mapper/big rw
        32 22 0:50 / /run rw - tmpfs tmpfs rw
        """

    private func found(
        _ path: String, uuids: [String: String], slaves: [String: [String]] = [:],
        devices: [String: String] = [:]
    ) -> EncryptedVolume {
        EncryptedVolume.found(
            at: path,
            EncryptedVolume.System(
                device: { devices[$0] },
                text: { path in
                    if path == "/proc/self/mountinfo" { return table }
                    guard path.hasSuffix("/dm/uuid") else { return nil }
                    let numbers = path.dropFirst("/sys/dev/block/".count)
                        .dropLast("/dm/uuid".count)
                    return uuids[String(numbers)]
                },
                names: { path in
                    slaves[
                        String(
                            path.dropFirst("/sys/dev/block/".count).dropLast("/slaves".count))]
                        ?? []
                }))
    }

    @Test("the disk under it: dm-crypt itself, below LVM, beside a plain one, none, not to tell")
    func volumes() {
        let luks = "CRYPT-LUKS2-0123-site\n"
        #expect(found("/srv/data", uuids: ["253:1": luks]) == .plain)
        #expect(found("/var/lib/data", uuids: ["253:1": luks]) == .encrypted)
        #expect(found("/var/library", uuids: ["253:1": luks]) == .plain, "a name, not a prefix")
        let lvm = ["253:1": "LVM-abc"]
        #expect(
            found(
                "/var/lib/data",
                uuids: lvm.merging(["253:1/slaves/dm-0": luks]) { $1 },
                slaves: ["253:1": ["dm-0"]]) == .encrypted)
        #expect(
            found(
                "/var/lib/data",
                uuids: lvm.merging(["253:1/slaves/dm-0": luks]) { $1 },
                slaves: ["253:1": ["dm-0", "sda2"]]) == .plain)
        #expect(found("/var/lib/data", uuids: lvm, slaves: ["253:1": ["sda2"]]) == .plain)
        #expect(found("/run/data", uuids: [:]) == .unknown)
        #expect(found("/var/lib/spot ter/data", uuids: [:]) == .unknown)
        #expect(
            found(
                "/var/lib/spot ter/data", uuids: ["253:7": luks],
                devices: ["/dev/mapper/big": "253:7"]) == .encrypted)
        #expect(EncryptedVolume.found(at: "/proc") == .unknown)
    }

    @Test("a backup is due when there is none, after a week, and when its time is in the future")
    func due() {
        let day: Int64 = 86_400_000
        let now: Int64 = 1_800_000_000_000
        func recovery(_ taken: Int64?) -> Recovery {
            let note = taken.map {
                RecoveryNote(
                    doneUnixMilliseconds: $0, takenUnixMilliseconds: $0, entries: 1,
                    rootSha256: "", fileBytes: 1, fileSha256: "")
            }
            return Recovery(lastBackup: note, restored: nil, volume: .unknown)
        }
        #expect(recovery(nil).isBackupDue(now))
        #expect(!recovery(now - 7 * day).isBackupDue(now))
        #expect(recovery(now - 7 * day - 1).isBackupDue(now))
        #expect(!recovery(now + day).isBackupDue(now))
        #expect(recovery(now + 2 * day).isBackupDue(now))
    }

    @Test("a note that is damaged is none")
    func notes() throws {
        let directory = try TemporaryDirectory()
        #expect(Recovery(directory: directory.path).lastBackup == nil)
        let note = RecoveryNote(
            doneUnixMilliseconds: 2, takenUnixMilliseconds: 1, entries: 3, rootSha256: "aa",
            fileBytes: 4, fileSha256: "bb")
        #expect(note.write(RecoveryNote.backupName, directory: directory.path))
        #expect(Recovery(directory: directory.path).lastBackup == note)
        #expect(try tree(directory.path) == ["last-backup"])
        for text in ["", "{}", "{\"entries\":3}", String(repeating: "x", count: 10_000)] {
            try put(text, directory.path + "/last-backup")
            #expect(Recovery(directory: directory.path).lastBackup == nil)
        }
    }
}
