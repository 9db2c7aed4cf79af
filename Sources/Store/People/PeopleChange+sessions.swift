import GRDB
public import Ledger
import People
public import ResponseLog

extension PeopleChange where Value == SessionRecord {
    /// A session that begins now. The file gets the token's digest, never the token.
    public static func signIn(
        _ account: EntryID, token: Digest, console: EntryID?, now: Int64
    ) -> PeopleChange {
        PeopleChange { db in
            guard try !db.account(account).isDisabled else { throw PeopleError.noSuchAccount }
            let session = SessionRecord(
                id: .random(), account: account, console: console, life: .begin(now: now))
            try db.execute(
                sql: "INSERT INTO session VALUES (?, ?, ?, ?, ?, ?)",
                arguments: [
                    Blob(token.bytes), session.id.text, account.text, console?.text, now, now,
                ])
            try db.note(.signIn(account, .signedIn), by: account, now: now)
            return session
        }
    }
}

extension PeopleChange where Value == Void {
    /// Ends one session: signed out by its owner, or revoked by someone else. Gone is gone; one that
    /// is not there any more has ended already.
    public static func endSession(_ id: EntryID, by: EntryID?, now: Int64) -> PeopleChange {
        PeopleChange { db in
            let row = try Row.fetchOne(
                db, sql: "SELECT account FROM session WHERE id = ?", arguments: [id.text])
            guard let owner = row?.text("account").flatMap(EntryID.init(text:)) else { return }
            try db.execute(sql: "DELETE FROM session WHERE id = ?", arguments: [id.text])
            if owner == by {
                try db.note(.signIn(owner, .signedOut), by: by, now: now)
            } else {
                try db.note(.sessionsEnded, db.account(owner), by: by, now: now)
            }
        }
    }

    /// Ends every session of an account.
    public static func endSessions(of account: EntryID, by: EntryID?, now: Int64) -> PeopleChange {
        PeopleChange { db in
            try db.endSessions(of: account)
            try db.note(.sessionsEnded, db.account(account), by: by, now: now)
        }
    }

    /// Ends every session there is, without an entry: a backup's sessions may have been ended since.
    static let endAllSessions = PeopleChange { db in
        try db.execute(sql: "DELETE FROM session")
    }

    /// A sign-in that failed, or was not even tried.
    public static func refused(
        _ result: AccessFact.SignInResult, account: EntryID?, now: Int64
    ) -> PeopleChange {
        PeopleChange { db in try db.note(.signIn(account, result), by: nil, now: now) }
    }

    /// Takes a console's enrolment back.
    public static func revokeConsole(_ id: EntryID, by: EntryID?, now: Int64) -> PeopleChange {
        PeopleChange { db in
            try db.execute(
                sql: "UPDATE console SET isRevoked = 1 WHERE id = ?", arguments: [id.text])
            guard db.changesCount == 1 else { throw PeopleError.noSuchConsole }
            try db.execute(sql: "DELETE FROM session WHERE console = ?", arguments: [id.text])
            try db.note(.console(id, .revoked), by: by, now: now)
        }
    }

    /// When sessions were last used, by their tokens' digests, and which of them are over.
    static func uses(_ lastUsed: [Digest: Int64], over: [Digest]) -> PeopleChange {
        PeopleChange { db in
            for (token, time) in lastUsed {
                try db.execute(
                    sql: """
                        UPDATE session SET lastUsedUnixMilliseconds = ?2
                        WHERE tokenSha256 = ?1 AND lastUsedUnixMilliseconds < ?2
                        """, arguments: [Blob(token.bytes), time])
            }
            for token in over {
                try db.execute(
                    sql: "DELETE FROM session WHERE tokenSha256 = ?", arguments: [Blob(token.bytes)]
                )
            }
        }
    }
}

extension PeopleChange where Value == ConsoleRecord {
    /// Enrols a device. The file gets the token's digest, never the token.
    public static func enrolConsole(
        _ label: String, token: Digest, by: EntryID?, now: Int64
    ) -> PeopleChange {
        PeopleChange { db in
            let console = ConsoleRecord(
                id: .random(), label: label, enrolledBy: by, enrolledUnixMilliseconds: now,
                isRevoked: false)
            try db.execute(
                sql: "INSERT INTO console VALUES (?, ?, ?, ?, ?, 0)",
                arguments: [Blob(token.bytes), console.id.text, label, by?.text, now])
            try db.note(.console(console.id, .enrolled), by: by, now: now)
            return console
        }
    }
}
