import GRDB
import Ledger

/// What was erased from a ledger, in ids alone, kept in the file `erasures` beside it and written
/// anew at each erasure. Who carries it along with the backups can have every erasure applied again
/// when an older backup is restored: a backup still holds what was erased after it was made.
public struct ErasureList: Equatable, Sendable {
    /// One erasure: its own entry's id and the ids of what it destroyed. Numbers would not do: in a
    /// restored ledger the numbers after the backup mean other entries.
    struct Item: Equatable, Sendable {
        let erasure: EntryID
        let entries: [EntryID]
        let watches: [String]
        let people: [String]
    }

    let items: [Item]
    /// Ids whose labels were forgotten, in order, so that they tell no more than the ledger's table.
    let people: [String]

    static let name = "erasures"
    private static let longest = 64 << 20

    /// How many erasures it lists.
    public var count: Int { items.count }

    /// Reads a list that was carried along, or that of the directory that is replaced: its ledger
    /// itself when it has no list, as before its first erasure. Throws a `StoreError`.
    public init(reading path: String) throws {
        let isDirectory = SystemFiles.kind(of: path) == .directory
        let target = isDirectory ? path + "/" + Self.name : path
        if isDirectory && SystemFiles.kind(of: target) == .missing {
            self = try Self.read(ledgerOf: path)
        } else {
            self = try Self.read(target)
        }
    }

    private static func read(ledgerOf path: String) throws -> ErasureList {
        let directory = try DataDirectory.open(path, mode: .readOnly)
        do {
            let queue = try Connections.reader(path: directory.ledgerPath)
            defer { try? queue.close() }
            return try queue.read { db in try ErasureList(db) }
        } catch {
            throw StoreError(error, path: directory.ledgerPath)
        }
    }

    private static func read(_ target: String) throws -> ErasureList {
        switch SystemFiles.kind(of: target) {
        case .missing: throw StoreError.missing(target)
        case .hidden: throw StoreError.notPermitted(target)
        case .directory, .other: break
        }
        guard var bytes = SystemFiles.read(target, longest: longest) else {
            throw StoreError.notPermitted(target)
        }
        if bytes.last == 0x0A { bytes.removeLast() }
        guard let value = try? CanonicalValue(parsing: bytes),
            let items = value["erasures"]?.elements, let people = value["people"]?.texts
        else { throw StoreError.damaged(target, "it is no list of erasures") }
        let found = try items.map { item in
            guard let id = item["erasure"]?.text.flatMap(EntryID.init(text:)),
                let entries = item["entries"]?.texts, let watches = item["watches"]?.texts,
                let people = item["people"]?.texts
            else { throw StoreError.damaged(target, "one of its lines is no erasure") }
            let ids = entries.compactMap(EntryID.init(text:))
            guard ids.count == entries.count else {
                throw StoreError.damaged(target, "one of its lines is no erasure")
            }
            return Item(erasure: id, entries: ids, watches: watches, people: people)
        }
        return ErasureList(items: found, people: people)
    }

    private init(items: [Item], people: [String]) {
        self.items = items
        self.people = people
    }

    /// What this ledger's own entries say.
    init(_ db: Database) throws {
        // Through indexes: a ledger of years must not be read through at each start.
        let rows = try Row.fetchAll(
            db,
            sql: EntryRow.selectAll + """
                 WHERE "index" IN (
                  SELECT byIndex FROM erasure
                  UNION SELECT entryIndex FROM entryRef WHERE ref = 'station')
                AND kind = ? ORDER BY "index"
                """, arguments: [Erasure.kind])
        items = try rows.compactMap { row in
            let entry = try EntryRow.entry(row)
            guard let erasure = Erasure(entry) else { return nil }
            let ids = try erasure.entries.compactMap { index in
                try Row.fetchOne(
                    db, sql: #"SELECT uuid FROM entry WHERE "index" = ?"#, arguments: [index]
                )?.bytes("uuid").flatMap(EntryID.init(bytes:))
            }
            return Item(
                erasure: entry.header.entry, entries: ids, watches: erasure.watches,
                people: erasure.people)
        }
        people = try String.fetchAll(
            db, sql: "SELECT id FROM person WHERE label IS NULL ORDER BY id")
    }

    /// Puts the list in place, whole or not at all; false when the disk does not take it.
    func write(in directory: DataDirectory) -> Bool {
        let value = CanonicalValue.object([
            "erasures": .array(
                items.map { item in
                    .object([
                        "erasure": .string(item.erasure.text),
                        "entries": .array(item.entries.map { .string($0.text) }),
                        "watches": .array(item.watches.map { .string($0) }),
                        "people": .array(item.people.map { .string($0) }),
                    ])
                }), "people": .array(people.map { .string($0) }),
        ])
        guard let bytes = try? value.encoded() else { return false }
        return SystemFiles.replace(
            bytes + [0x0A], at: directory.path + "/" + Self.name, in: directory.path)
    }
}

extension CanonicalValue {
    /// The texts of an array of texts; `nil` when it is anything else.
    fileprivate var texts: [String]? {
        guard let elements else { return nil }
        let texts = elements.compactMap(\.text)
        return texts.count == elements.count ? texts : nil
    }
}
