import GRDB
public import Ledger
import People

/// Check-ins are never in line for the ledger: what is over is gone.
extension PeopleChange where Value == Void {
    /// Someone wants a person to check in. Asked again it is still one. `now` in milliseconds since
    /// 1970 UTC; the hour alone is kept.
    public static func askCheckIn(_ id: EntryID, handle: String, now: Int64) -> PeopleChange {
        PeopleChange { db in
            guard HandleText.isValid(handle) else { throw PeopleError.badHandle }
            let open = try Int.fetchOne(db, sql: "SELECT count(*) FROM checkIn") ?? 0
            guard open < CheckIn.capacity else { throw PeopleError.tooManyCheckIns }
            try db.execute(
                sql: "INSERT OR REPLACE INTO checkIn VALUES (?, ?, ?, ?)",
                arguments: [HandleText.key(handle), id.text, handle, now - now % 3_600_000])
        }
    }

    /// Takes a check-in away: someone did it, or who asked took the wish back. One that is not there
    /// any more is no error.
    public static func endCheckIn(_ id: EntryID) -> PeopleChange {
        PeopleChange { db in
            try db.execute(sql: "DELETE FROM checkIn WHERE id = ?", arguments: [id.text])
        }
    }
}
