import GRDB
public import Ledger
public import People
public import ResponseLog

extension PeopleChange where Value == Account {
    /// A new account. `isFirst` for the one that only a site without a supervisor makes. `by` is the account that
    /// did it; `now` in milliseconds since 1970 UTC. Without `helpsAs` supervisors help as such, and
    /// everybody else as a worker.
    public static func add(
        handle: String, title: String = "", roles: Set<Role>, helpsAs: Responder.Role? = nil,
        passphrase: PassphraseHash?, isFirst: Bool = false, by: EntryID?, now: Int64
    ) -> PeopleChange {
        PeopleChange { db in
            guard HandleText.isValid(handle) else { throw PeopleError.badHandle }
            try PeopleRule.title(title)
            let key = HandleText.key(handle)
            if try Row.fetchOne(
                db, sql: "SELECT 1 FROM account WHERE handleKey = ?", arguments: [key]) != nil
            {
                throw PeopleError.handleTaken(handle)
            }
            let slot = try Int.fetchOne(db, sql: "SELECT coalesce(max(slot), -1) + 1 FROM account")
            guard let slot, slot < Account.capacity else { throw PeopleError.full }
            if isFirst, try db.hasSupervisor() { throw PeopleError.notTheFirst }
            let account = Account(
                id: .random(), slot: slot, handle: handle, title: title, roles: roles,
                helpsAs: helpsAs ?? (roles.contains(.supervisor) ? .supervisor : .worker),
                isDisabled: false, passphrase: passphrase,
                noteSalt: RandomBytes.make(NoteKey.saltBytes))
            try db.execute(
                sql: """
                    INSERT INTO account (
                      id, slot, handle, handleKey, title, roles, isDisabled, passphrase, noteSalt,
                      helpsAs)
                    VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?)
                    """,
                arguments: [
                    account.id.text, slot, handle, key, title, roles.text, passphrase?.text,
                    Blob(account.noteSalt), account.helpsAs.rawValue,
                ])
            try db.note(.added, account, by: by, now: now)
            return account
        }
    }

    /// Another title and other roles; without `helpsAs` the role one helps in stays.
    public static func change(
        _ id: EntryID, title: String, roles: Set<Role>, helpsAs: Responder.Role? = nil,
        by: EntryID?, now: Int64
    ) -> PeopleChange {
        PeopleChange { db in
            try PeopleRule.title(title)
            var account = try db.account(id)
            account.title = title
            account.roles = roles
            account.helpsAs = helpsAs ?? account.helpsAs
            try db.keepingSupervisor {
                try db.execute(
                    sql: "UPDATE account SET title = ?, roles = ?, helpsAs = ? WHERE id = ?",
                    arguments: [title, roles.text, account.helpsAs.rawValue, id.text])
            }
            try db.note(.changed, account, by: by, now: now)
            return account
        }
    }

    /// Disables an account, which ends its sessions, or enables it again.
    public static func disable(
        _ id: EntryID, _ isDisabled: Bool = true, by: EntryID?, now: Int64
    ) -> PeopleChange {
        PeopleChange { db in
            var account = try db.account(id)
            account.isDisabled = isDisabled
            try db.keepingSupervisor {
                try db.execute(
                    sql: "UPDATE account SET isDisabled = ? WHERE id = ?",
                    arguments: [isDisabled ? 1 : 0, id.text])
            }
            if isDisabled { try db.endSessions(of: id) }
            try db.note(isDisabled ? .disabled : .enabled, account, by: by, now: now)
            return account
        }
    }

    /// A new passphrase, which ends all sessions of the account.
    public static func passphrase(
        _ id: EntryID, _ hash: PassphraseHash, by: EntryID?, now: Int64
    ) -> PeopleChange {
        PeopleChange { db in
            var account = try db.account(id)
            account.passphrase = hash
            try db.execute(
                sql: "UPDATE account SET passphrase = ? WHERE id = ?",
                arguments: [hash.text, id.text])
            try db.endSessions(of: id)
            try db.note(.passphraseChanged, account, by: by, now: now)
            return account
        }
    }

    /// Deletes an account: handle, title, passphrase, what a note was sealed with, sessions and
    /// check-ins. What the ledger holds of it is a random id.
    public static func remove(_ id: EntryID, by: EntryID?, now: Int64) -> PeopleChange {
        PeopleChange { db in
            let account = try db.account(id)
            try db.endSessions(of: id)
            try db.execute(
                sql: "DELETE FROM checkIn WHERE handleKey = ?",
                arguments: [HandleText.key(account.handle)])
            try db.keepingSupervisor {
                try db.execute(sql: "DELETE FROM account WHERE id = ?", arguments: [id.text])
            }
            try db.note(.deleted, account, by: by, now: now)
            return account
        }
    }
}

extension Set<Role> {
    fileprivate var text: String { map(\.rawValue).sorted().joined(separator: " ") }
}

extension Database {
    func account(_ id: EntryID) throws -> Account {
        let row = try Row.fetchOne(
            self, sql: "SELECT * FROM account WHERE id = ?", arguments: [id.text])
        guard let account = row.flatMap(Account.init) else { throw PeopleError.noSuchAccount }
        return account
    }

    /// A site that has a supervisor always keeps one.
    fileprivate func keepingSupervisor(_ body: () throws -> Void) throws {
        let had = try hasSupervisor()
        try body()
        if had, try !hasSupervisor() { throw PeopleError.lastSupervisor }
    }

    fileprivate func hasSupervisor() throws -> Bool {
        try PeopleSnapshot(self).hasSupervisor
    }

    func endSessions(of account: EntryID) throws {
        try execute(sql: "DELETE FROM session WHERE account = ?", arguments: [account.text])
    }

    func note(
        _ change: AccessFact.AccountChange, _ account: Account, by: EntryID?, now: Int64
    ) throws {
        let fact = AccessFact.account(account.id, change, roles: account.roles.map(\.rawValue))
        try note(fact, by: by, now: now)
    }

    /// Puts an entry in line for the ledger.
    func note(_ access: AccessFact, by: EntryID?, now: Int64) throws {
        let fact = Fact.access(access)
        try execute(
            sql: "INSERT INTO pendingFact VALUES (?, ?, ?, ?, ?)",
            arguments: [
                EntryID.random().text, by?.text, now, fact.kind,
                Blob(try fact.payload.encoded()),
            ])
    }
}

/// What the file refuses, whoever asks.
enum PeopleRule {
    static func title(_ title: String) throws {
        guard title.unicodeScalars.count <= 40,
            title.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
        else { throw PeopleError.badTitle }
    }
}
