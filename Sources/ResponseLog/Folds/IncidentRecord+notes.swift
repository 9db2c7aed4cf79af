extension IncidentRecord {
    /// The same response without what people wrote in free words: each note is there, with its time
    /// and who wrote it, and `words` in the place of its own.
    public func hidingNotes(behind words: String) -> IncidentRecord {
        var hidden = self
        hidden.rows = rows.map { $0.hidingNote(behind: words) }
        for place in hidden.people.indices {
            hidden.people[place].rows = people[place].rows.map { $0.hidingNote(behind: words) }
        }
        return hidden
    }
}

extension TimelineRow {
    fileprivate func hidingNote(behind words: String) -> TimelineRow {
        guard case .care(var care) = logged.fact, case .note = care.act else { return self }
        var hidden = self
        care.act = .note(words)
        hidden.logged.fact = .care(care)
        return hidden
    }
}
