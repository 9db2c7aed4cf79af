import GRDB
import Ledger
import People
import ResponseLog

extension PeopleSnapshot {
    /// Reads all there is. A row that makes no sense is left out: it can then do nothing.
    init(_ db: Database) throws {
        self.init()
        isReadable = true
        for row in try Row.fetchAll(db, sql: "SELECT * FROM account") {
            guard let account = Account(row) else { continue }
            accounts[account.id] = account
        }
        for row in try Row.fetchAll(db, sql: "SELECT * FROM session") {
            guard let token = row.digest, let session = SessionRecord(row) else { continue }
            sessions[token] = session
        }
        for row in try Row.fetchAll(db, sql: "SELECT * FROM console") {
            guard let token = row.digest, let console = ConsoleRecord(row) else { continue }
            consoles[token] = console
        }
        checkIns = try Row.fetchAll(
            db, sql: "SELECT * FROM checkIn ORDER BY askedUnixMilliseconds, id"
        ).compactMap(CheckIn.init)
        for row in try Row.fetchAll(db, sql: "SELECT * FROM scope") {
            guard let title = row.text("title"), let kind = row.text("kind") else { continue }
            // An empty kind stands for the list itself, which may have nothing on it.
            scope.kinds[title, default: []].formUnion(kind.isEmpty ? [] : [kind])
        }
    }
}

extension Row {
    fileprivate var digest: Digest? { bytes("tokenSha256").flatMap { Digest(bytes: $0) } }

    fileprivate func id(_ column: String) -> EntryID? { text(column).flatMap(EntryID.init(text:)) }
}

extension Account {
    init?(_ row: Row) {
        guard let id = row.id("id"), let slot = row.number("slot"),
            let handle = row.text("handle"), let title = row.text("title"),
            let roles = row.text("roles")
        else { return nil }
        self.init(
            id: id, slot: Int(slot), handle: handle, title: title,
            roles: Set(roles.split(separator: " ").compactMap { Role(rawValue: String($0)) }),
            helpsAs: row.text("helpsAs").flatMap(Responder.Role.init(rawValue:)) ?? .notRecorded,
            isDisabled: row.number("isDisabled") != 0,
            passphrase: row.text("passphrase").flatMap(PassphraseHash.init(text:)),
            noteSalt: row.bytes("noteSalt") ?? [])
    }
}

extension CheckIn {
    fileprivate init?(_ row: Row) {
        guard let id = row.id("id"), let handle = row.text("handle"),
            let asked = row.number("askedUnixMilliseconds")
        else { return nil }
        self.init(id: id, handle: handle, askedUnixMilliseconds: asked)
    }
}

extension SessionRecord {
    fileprivate init?(_ row: Row) {
        guard let id = row.id("id"), let account = row.id("account"),
            let started = row.number("startedUnixMilliseconds"),
            let lastUsed = row.number("lastUsedUnixMilliseconds")
        else { return nil }
        self.init(
            id: id, account: account, console: row.id("console"),
            life: .live(started: started, lastUsed: lastUsed))
    }
}

extension ConsoleRecord {
    fileprivate init?(_ row: Row) {
        guard let id = row.id("id"), let label = row.text("label"),
            let enrolled = row.number("enrolledUnixMilliseconds")
        else { return nil }
        self.init(
            id: id, label: label, enrolledBy: row.id("enrolledBy"),
            enrolledUnixMilliseconds: enrolled, isRevoked: row.number("isRevoked") != 0)
    }
}
