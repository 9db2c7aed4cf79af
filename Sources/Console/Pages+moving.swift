import Hummingbird
import Ledger
import People
import ResponseLog
import Station

/// Someone watched sits elsewhere now, or has another oximeter on.
extension Pages {
    func addMoving(to router: GatedRouter) {
        router.get("/watches/:watch/move", needs: .respond) { request, context in
            try await movePage(request, watch: context.id("watch"))
        }
        router.post("/watches/:watch/move", needs: .respond) { request, context in
            try await move(request, watch: context.id("watch"))
        }
        router.post("/watches/:watch/swap", needs: .respond) { request, context in
            let watch = try context.id("watch")
            let act = try await Act(request)
            try await station.swapOximeter(watch, touch: act.touch)
            return act.done(next: act.back) { $0.field("watch", "\(watch)") }
        }
    }

    private func movePage(_ request: Request, watch: EntryID) async throws -> Response {
        guard let record = try await station.watchRecord(watch),
            record.endedUnixMilliseconds == nil
        else { throw ConsoleError.unknown(Words.english.noWatch) }
        let isHidden = Caller.current.visitor.isHidden
        let seats = station.seatsToMoveTo(watch).map { ChoiceView("\($0.seat)", $0.label) }
        return page(
            "move", title: Words.english.moved, request: request,
            content: [
                "watch": "\(watch)", "seats": seats, "hasSeat": record.seat != nil,
                "handle": isHidden ? "" : record.start.handle,
                "moveEntry": "\(EntryID.random())", "swapEntry": "\(EntryID.random())",
            ])
    }

    private func move(_ request: Request, watch: EntryID) async throws -> Response {
        let act = try await Act(request)
        let seat = try Seat(in: act.form)
        try await station.moveWatch(watch, to: seat.number, touch: act.touch)
        return act.done(next: "/respond/\(watch)") { $0.field("watch", "\(watch)") }
    }

    /// A seat's number, or away from every seat.
    private struct Seat {
        var number: Int?

        init(in form: Form) throws {
            if form.text("seat") == "away" { return }
            guard let number = try form.number("seat", in: 1...9000) else {
                throw ConsoleError.malformed(Words.english.fieldMissing("seat"))
            }
            self.number = Int(number)
        }
    }
}
