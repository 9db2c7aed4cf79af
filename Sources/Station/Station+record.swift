public import Ledger
public import ResponseLog
public import Store

/// What people write down besides what they did and saw: a response's fields, who is in it, what it
/// used up, and what a team agreed on. Every one may come late, also after the response has closed.
extension Station {
    /// Answers one field of a response's record; also of a watch outside any response.
    public func answer(_ answer: FieldAnswer, touch: Touch) async throws -> Receipt {
        var watch = answer.watch
        if let incident = answer.incident {
            guard let record = try await self.incident(incident) else {
                throw StationError.noSuchIncident
            }
            // An answer about somebody would make them part of the response.
            if let watch, record.person(watch) == nil { throw StationError.noSuchIncident }
            watch = watch ?? record.people.first?.watch
        }
        return try await write(.answered(answer), watch: watch, touch: touch)
    }

    /// Makes another watched person part of a response that is open. Gives the receipt of what was
    /// written, or `nil` when the person was part of it already.
    public func join(
        _ watch: EntryID, to incident: EntryID, touch: Touch
    ) async throws -> Receipt? {
        guard let record = book.record(watch) else { throw StationError.noSuchWatch }
        if record.openIncident == incident { return nil }
        guard record.openIncident == nil else { throw StationError.inAnotherResponse }
        guard let response = try await self.incident(incident),
            response.closedUnixMilliseconds == nil, response.drill == record.start.drill
        else { throw StationError.noSuchIncident }
        return try await write(
            .incidentJoined(incident: incident, watch: watch), watch: watch, touch: touch)
    }

    /// Records equipment that was used or must be replaced.
    public func equipmentUsed(_ use: EquipmentUse, touch: Touch) async throws -> Receipt {
        guard let record = try await incident(use.incident) else {
            throw StationError.noSuchIncident
        }
        return try await write(
            .equipmentUsed(use), watch: record.people.first?.watch, touch: touch)
    }

    /// Records what an alert turned out to be.
    public func judge(_ judgement: AlertJudgement, touch: Touch) async throws -> Receipt {
        try await write(.alertJudged(judgement), watch: judgement.watch, touch: touch)
    }

    /// Records that somebody came.
    public func visited(_ visit: Visit, touch: Touch) async throws -> Receipt {
        try await write(.visited(visit), watch: nil, touch: touch)
    }

    /// Records that a team talked a response over, with what it agreed to change. Nothing is written
    /// when it did not, and nothing of what was said.
    public func debriefed(
        _ incident: EntryID, actions: [DebriefAction], touch: Touch
    ) async throws {
        guard try await self.incident(incident) != nil else { throw StationError.noSuchIncident }
        var drafts = [try draft(.debriefHeld(incident: incident), watch: nil, touch: touch)]
        for action in actions {
            drafts.append(
                EntryDraft(
                    id: action.action, .debriefAction(action), occurred: nil, by: nil,
                    console: touch.console))
        }
        _ = try await append(drafts)
    }

    /// Records that an agreed action is done.
    public func actionDone(
        _ action: EntryID, of incident: EntryID, touch: Touch
    ) async throws -> Receipt {
        guard let record = try await self.incident(incident),
            record.actions.contains(where: { $0.action.action == action })
        else { throw StationError.noSuchEntry }
        return try await write(
            .debriefActionDone(action: action, incident: incident), watch: nil, touch: touch)
    }

    /// Shows a fact at once and appends it.
    private func write(
        _ fact: Fact, watch: EntryID?, touch: Touch
    ) async throws -> Receipt {
        let draft = try draft(fact, watch: watch, touch: touch)
        for watch in book.add(draft.waiting(clock.now())) { sendCare(watch) }
        return try await append([draft], awaiting: touch.entry)
    }
}
