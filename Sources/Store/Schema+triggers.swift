extension Schema {
    /// Append-only, enforced in the database too. The insert triggers also keep `INSERT OR
    /// REPLACE` from deleting a row in passing, and keep the numbers without a gap.
    static let appendOnlyTriggers =
        insertTriggers
        + ["node", "origin", "checkpoint", "erasure"].map {
            refuse("UPDATE", on: $0, named: "\($0)NoUpdate", "rows of \($0) are never edited")
        }
        + ["entry", "node", "origin", "checkpoint", "erasure"].map {
            refuse("DELETE", on: $0, named: "\($0)NoDelete", "rows of \($0) are never deleted")
        }

    private static let insertTriggers = [
        refuse(
            "INSERT", on: "entry", named: "entryInOrder", "entries are numbered in order",
            when: """
                NEW."index" IS NOT (SELECT coalesce(max("index"), -1) + 1 FROM entry)
                OR EXISTS (SELECT 1 FROM entry WHERE uuid = NEW.uuid)
                """),
        refuse(
            "UPDATE", on: "entry", named: "entryNoUpdate", "entries are never edited",
            when: """
                NEW."index" IS NOT OLD."index" OR NEW.uuid IS NOT OLD.uuid
                OR NEW.stream IS NOT OLD.stream OR NEW.kind IS NOT OLD.kind
                OR NEW.header IS NOT OLD.header OR NEW.leaf IS NOT OLD.leaf
                OR NEW.salt IS NOT NULL OR NEW.payload IS NOT NULL
                OR NOT EXISTS (SELECT 1 FROM erasure WHERE entryIndex = OLD."index")
                """),
        refuse(
            "INSERT", on: "node", named: "nodeOnce", "nodes are written once",
            when: """
                EXISTS (SELECT 1 FROM node
                  WHERE level = NEW.level AND position = NEW.position)
                """),
        refuse(
            "INSERT", on: "origin", named: "originInOrder", "origins are numbered in order",
            when: "NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM origin)"),
        refuse(
            "INSERT", on: "checkpoint", named: "checkpointInOrder",
            "checkpoints are numbered in order",
            when: "NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM checkpoint)"),
        refuse(
            "INSERT", on: "erasure", named: "erasureByEntry", "an erasure needs its entry",
            when: """
                EXISTS (SELECT 1 FROM erasure WHERE entryIndex = NEW.entryIndex)
                OR NEW.byIndex <= NEW.entryIndex
                OR NOT EXISTS (
                  SELECT 1 FROM entry WHERE "index" = NEW.byIndex AND kind = 'erasure')
                OR NOT EXISTS (
                  SELECT 1 FROM entry WHERE "index" = NEW.entryIndex AND kind <> 'erasure')
                """),
    ]

    private static func refuse(
        _ act: String, on table: String, named name: String, _ why: String, when: String = "1"
    ) -> String {
        """
        CREATE TRIGGER \(name) BEFORE \(act) ON \(table) WHEN \(when)
        BEGIN SELECT raise(ABORT, '\(why)'); END
        """
    }
}
