import GRDB
public import Ledger
import ResponseLog

extension PeopleChange where Value == Void {
    /// Which kinds of care belong to a title's work; `nil` for no list, which flags nothing. An empty
    /// list flags everything. `by` is the account that did it; `now` in milliseconds since 1970 UTC.
    public static func scope(
        _ kinds: Set<String>?, of title: String, by: EntryID?, now: Int64
    ) -> PeopleChange {
        PeopleChange { db in
            guard !title.isEmpty else { throw PeopleError.badTitle }
            try PeopleRule.title(title)
            try db.execute(sql: "DELETE FROM scope WHERE title = ?", arguments: [title])
            // The empty kind stands for the list itself.
            for kind in kinds?.union([""]) ?? [] {
                try db.execute(
                    sql: "INSERT INTO scope VALUES (?, ?)", arguments: [title, kind])
            }
            try db.note(.scope(title: title, kinds: kinds?.sorted()), by: by, now: now)
        }
    }
}
