import People
import Store
import Testing

@testable import Console

@Suite("How the records are kept, on the shift's page")
struct KeepingTests {
    private static let now: Int64 = 1_800_000_000_000
    private static let day: Int64 = 86_400_000

    private func note(_ taken: Int64) -> RecoveryNote {
        RecoveryNote(
            doneUnixMilliseconds: taken + 60_000, takenUnixMilliseconds: taken, entries: 25,
            rootSha256: "", fileBytes: 1, fileSha256: "")
    }

    private func lines(_ recovery: Recovery) -> [KeepingLine] {
        KeepingLine.lines(recovery, unixMilliseconds: Self.now, utcOffsetMinutes: -480)
    }

    @Test("nothing done yet")
    func none() {
        let found = lines(Recovery(lastBackup: nil, restored: nil, volume: .plain))
        #expect(found.map(\.isDue) == [true, false, true])
        #expect(found[0].text == "No backup was made of these records.")
        #expect(found[1].text == "Never restored from a backup.")
        #expect(found[2].text == "The disk under the records is not encrypted.")
    }

    @Test("in the station's local time, with what is due")
    func all() {
        var found = lines(
            Recovery(
                lastBackup: note(Self.now), restored: note(Self.now - Self.day),
                volume: .encrypted))
        #expect(found.map(\.isDue) == [false, false, false])
        // 1,800,000,000 s is 2027-01-15 08:00 UTC.
        #expect(
            found[0].text
                == "Last backup, read back and checked: 2027-01-15 00:00, 25 entries.")
        #expect(
            found[1].text == "Restored on 2027-01-14 00:01 from a backup of 2027-01-14 00:00.")
        found = lines(
            Recovery(lastBackup: note(Self.now - 8 * Self.day), restored: nil, volume: .unknown))
        #expect(found.map(\.isDue) == [true, false, false])
        #expect(found[0].text.hasSuffix("25 entries. A newer one is due."))
    }

    @Test("the page has them")
    func page() async throws {
        try await ConsoleFixture.run { console in
            let supervisor = try await console.signedIn([.supervisor])
            let page = try await supervisor.get("/tonight").text
            #expect(page.contains("<li class=\"due\">No backup was made of these records.</li>"))
            #expect(page.contains("<li>Never restored from a backup.</li>"))
            #expect(
                page.contains("The disk under the records is") || page.contains("cannot be seen"))
        }
    }
}
