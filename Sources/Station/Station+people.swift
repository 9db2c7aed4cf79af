public import Ledger
public import ResponseLog
public import Store

/// Several people in one response.
extension Station {
    /// Another person needs help too. Someone watched joins the response of `watch`; without `other`
    /// a watch begins away from every seat. The response is opened when there is none yet.
    ///
    /// Nobody is ever put into a drill this way: beside a drill the newcomer has a response of their
    /// own, so that real help stays in the report.
    public func alsoRespond(
        beside watch: EntryID, other: EntryID?, touch: Touch
    ) async throws -> (watch: EntryID, incident: EntryID) {
        guard let first = book.record(watch) else { throw StationError.noSuchWatch }
        if let other {
            // Asked first: a response must not be opened for a joining that cannot be.
            guard let joining = book.record(other) else { throw StationError.noSuchWatch }
            guard joining.openIncident == nil || joining.openIncident == first.openIncident else {
                throw StationError.inAnotherResponse
            }
            guard joining.start.drill == first.start.drill else {
                throw StationError.noSuchIncident
            }
        }
        if other == nil, first.start.drill { return try await respondAnywhere(touch: touch) }
        var drafts: [EntryDraft] = []
        var newcomer = other
        if other == nil {
            let (start, begun) = beginWatch(seat: nil, origin: .response, touch: touch)
            newcomer = start.watch
            drafts = begun
        }
        guard let newcomer else { throw StationError.noSuchWatch }
        let opened = try openIncident(watch, origin: .tile, touch: touch.follower(2))
        drafts += opened.drafts
        do {
            if !drafts.isEmpty { forgetAgain(newcomer, try await appendUnlessFailing(drafts)) }
            _ = try await join(newcomer, to: opened.incident, touch: touch.follower)
        } catch StationError.notStoredYet {
            // Help does not wait for a disk: the entries are in line and the page can open.
        }
        return (newcomer, opened.incident)
    }

    /// Records a dose in place of one that was written wrong: the new one stands at the same moment,
    /// the old one stays, struck through. Sent twice it is written once.
    public func replaceDose(
        _ wrong: EntryID, with dose: Dose, watch: EntryID, touch: Touch
    ) async throws -> Receipt {
        guard let record = try await watchRecord(watch),
            let row = record.rows.first(where: { $0.logged.entry == wrong })
        else { throw StationError.noSuchEntry }
        guard case .care(let care) = row.logged.fact, case .dose(let old) = care.act else {
            throw StationError.notCorrectable
        }
        let isAgain = row.replacedBy == touch.entry
        // Struck through already, here or on another tablet: a second one would stand beside it.
        guard isAgain || !row.withdrawn else { throw StationError.alreadyCorrected }
        let act = CareAct.dose(dose.inPlace(of: old))
        // The response it was given in, whether that is still open or not.
        let fact = Fact.care(Care(watch: watch, incident: care.incident, act: act))
        var draft = try draft(fact, watch: watch, touch: touch)
        draft.occurred = .unix(milliseconds: row.occurredUnixMilliseconds)
        draft.certainty = row.logged.certainty
        // Who gave it did not change; who says so now wrote it.
        if touch.doneBy == nil, let giver = row.logged.didBy { draft.didBy = giver }
        if !isAgain, book.record(watch) != nil {
            show(act, draft, watch: watch)
            tellObservers(act, watch: watch)
        }
        let receipt = try await append([draft], awaiting: touch.entry)
        guard !isAgain else { return receipt }
        flag(act, care.incident, watch: watch, touch: touch)
        _ = try await correct(
            entry: wrong, change: .replaced(by: touch.entry), reason: .wrongAmount, watch: watch,
            touch: touch.follower(2))
        return receipt
    }
}

extension Dose {
    /// This dose for one that was written wrong: what the right one does not say again stays, and a
    /// dose given before anyone of the site was there stays one.
    fileprivate func inPlace(of wrong: Dose) -> Dose {
        var right = self
        right.beforeUs = wrong.beforeUs
        right.kit = kit ?? wrong.kit
        if site == .notRecorded, route == wrong.route { right.site = wrong.site }
        return right
    }
}
