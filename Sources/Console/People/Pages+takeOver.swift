import Hummingbird
import Ledger
import ResponseLog
import Station

/// "I know this person, someone else take over": one touch, and one to take over.
extension Pages {
    func addTakeOver(to router: GatedRouter) {
        router.post("/watches/:watch/take-over", needs: .respond) { request, context in
            let watch = try context.id("watch")
            let act = try await Act(request)
            let step: TakeOverStep = try act.form.choice("step")
            let receipt = try await station.takeOver(step, watch: watch, touch: act.touch)
            return act.done(next: "/respond/\(watch)", receipt: receipt)
        }
    }
}

/// The two touches as the respond page shows them.
struct TakeOverView: Sendable {
    let askEntry = "\(EntryID.random())"
    let takeEntry = "\(EntryID.random())"
    /// True while someone asked and nobody took over.
    let isAsked: Bool

    init(_ record: WatchRecord) {
        var isAsked = false
        for row in record.rows {
            if case .tookOver(let change) = row.logged.fact { isAsked = change.step == .asked }
        }
        self.isAsked = isAsked
    }
}
