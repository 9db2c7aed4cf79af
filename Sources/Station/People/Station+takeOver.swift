public import Ledger
import ResponseLog
public import Store

extension Station {
    /// "Someone else take over", and "I take over": each is one touch, shown at once.
    public func takeOver(
        _ step: TakeOverStep, watch: EntryID, touch: Touch
    ) async throws -> Receipt {
        guard let record = book.record(watch) else { throw StationError.noSuchWatch }
        let who = person(touch.by, in: watch).flatMap(EntryID.init(text:))
        let change =
            switch step {
            case .asked:
                TakeOver(watch: watch, incident: record.openIncident, step: .asked, from: who)
            case .taken:
                TakeOver(
                    watch: watch, incident: record.openIncident, step: .taken,
                    from: lastAsked(record), to: who)
            }
        let draft = try draft(.tookOver(change), watch: watch, touch: touch)
        if !record.rows.contains(where: { $0.logged.entry == touch.entry }) {
            show(draft, watch: watch)
        }
        return try await append([draft], awaiting: touch.entry)
    }

    private func lastAsked(_ record: WatchRecord) -> EntryID? {
        for row in record.rows.reversed() {
            if case .tookOver(let change) = row.logged.fact, change.step == .asked {
                return change.from
            }
        }
        return nil
    }
}

/// Which of the two touches of handing over.
public enum TakeOverStep: String, Sendable {
    case asked
    case taken
}
