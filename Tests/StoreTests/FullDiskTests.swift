import Foundation
import GRDB
import Ledger
import Testing

@testable import Store

@Suite("A full disk")
struct FullDiskTests {
    @Test("entries wait in order, callers are told, and nothing is lost or doubled")
    func pageLimit() async throws {
        let directory = try TemporaryDirectory()
        var options = quickOptions()
        options.patience = .seconds(1)
        let store = try openStore(directory, options)
        _ = try await store.append([note("before")])
        try await setPageLimit(store, to: 1)
        let big = note(String(repeating: "x", count: 100_000))
        await #expect(throws: StoreError.storageFailing) { try await store.append([big]) }
        #expect(store.enqueue([note("second")]))
        await #expect(throws: StoreError.storageFailing) { try await store.append([note("third")]) }
        #expect(!store.health.isStoring && store.health.waitingEntries == 3)
        #expect(store.health.failure?.contains("full") == true)
        #expect(store.health.reserveIsHeld == false)
        #expect(try await store.reader.head().size == 1)
        try await setPageLimit(store, to: 1_000_000)
        while try await store.reader.head().size < 4 { try await Task.sleep(for: .milliseconds(5)) }
        let receipt = try #require(try await store.append([big]).first)
        #expect(receipt.duplicate && receipt.index == 1)
        #expect(try await store.reader.head().size == 4)
        #expect(store.health.isStoring && store.health.failure == nil)
        let texts = try await store.reader.entries(ref: "station").compactMap {
            $0.payload?["text"]
        }
        #expect(texts[0] == .string("before"))
        #expect(texts[2...] == [.string("second"), .string("third")])
        try await store.close()
        #expect(try LedgerAudit.verify(directory: directory.path).problems == [])
    }

    @Test("what memory cannot hold is refused or counted")
    func memoryLimit() async throws {
        var options = quickOptions()
        options.patience = .milliseconds(200)
        options.memoryCapacity = 3
        let store = try openStore(TemporaryDirectory(), options)
        try await setPageLimit(store, to: 1)
        let big = note(String(repeating: "x", count: 100_000))
        await #expect(throws: StoreError.storageFailing) { try await store.append([big]) }
        store.enqueue([note("a"), note("b")])
        store.enqueue([note("c"), note("d")])
        try await setPageLimit(store, to: 1_000_000)
        while try await store.reader.head().size < 4 { try await Task.sleep(for: .milliseconds(5)) }
        let overflow = try await store.reader.latest(9).first {
            $0.header.kind == "history.overflow"
        }
        #expect(overflow?.payload == .object(["lostCount": .integer(2)]))
        try await store.close()
    }

    private func setPageLimit(_ store: LedgerStore, to pages: Int) async throws {
        // PRAGMA max_page_count never goes below what the file has now.
        let gate = Reply<Void>()
        try store.send(
            .work(erases: false) { database in
                try? database.queue.writeWithoutTransaction { db in
                    try db.execute(sql: "PRAGMA max_page_count = \(pages)")
                }
                gate.finish(.success(()))
            })
        try await gate.value()
    }

    @Test("on a disk that really is full, the reserve and old recordings make room")
    func smallDisk() async throws {
        let mount = try TemporaryDirectory()
        guard run("/bin/mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", mount.path) else {
            print("skipped: mounting a small disk needs root")
            return
        }
        defer { _ = run("/bin/umount", "-l", mount.path) }
        var options = quickOptions()
        options.reserveBytes = 512 << 10
        options.patience = .seconds(30)
        let store = try LedgerStore(directory: mount.path + "/data", options: options)
        _ = try await store.append([note("before")])
        let recordings = store.directory.recordingsPath
        try Data(count: 300 << 10).write(to: URL(fileURLWithPath: recordings + "/old"))
        #expect(try await soon { store.health.reserveIsHeld })
        // Something else fills the disk to the last byte.
        fill(mount.path + "/junk")
        var stored = 0
        for number in 0..<20 {
            stored += try await store.append([note(String(repeating: "y", count: 8_000))]).count
            #expect(stored == number + 1)
        }
        #expect(try await soon { !store.health.reserveIsHeld })
        #expect(!FileManager.default.fileExists(atPath: recordings + "/old"))
        try await store.close()
        try FileManager.default.removeItem(atPath: mount.path + "/junk")
        #expect(try LedgerAudit.verify(directory: mount.path + "/data").problems == [])
    }

    private func fill(_ path: String) {
        guard let file = fopen(path, "w") else { return }
        let block = [UInt8](repeating: 1, count: 4_096)
        while fwrite(block, 1, block.count, file) == block.count && fflush(file) == 0 {}
        fclose(file)
    }

    private func run(_ program: String, _ arguments: String...) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardError = nil
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
