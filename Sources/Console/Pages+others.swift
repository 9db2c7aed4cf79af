import Hummingbird
import Ledger
import ResponseLog
import SignalCore
import Station

/// Several people in one response, and doses that were written wrong.
extension Pages {
    func addOthers(to router: GatedRouter) {
        router.get("/watches/:watch/others", needs: .respond) { _, context in
            try others(watch: context.id("watch"))
        }
        router.post("/watches/:watch/others", needs: .respond) { request, context in
            try await alsoRespond(request, watch: context.id("watch"))
        }
        router.post("/watches/:watch/replace", needs: .watch("watch")) { request, context in
            try await replace(request, watch: context.id("watch"))
        }
    }

    /// The other people of the response, and whoever may join it. Read from what screens show, so
    /// that asking every two seconds costs nothing.
    func people(beside watch: EntryID) -> [String: Any] {
        let now = station.now().boot
        let tiles = station.board.everything().tiles
        let own = tiles.first { $0.watch?.watch == watch }?.watch
        let others = tiles.filter { tile in
            own?.incident != nil && tile.watch?.incident == own?.incident
                && tile.watch?.watch != watch
        }
        let free = tiles.filter { tile in
            guard let other = tile.watch, other.watch != watch else { return false }
            return other.incident == nil && other.drill == own?.drill
        }
        return [
            "others": others.compactMap { OtherView($0, now: now) },
            "free": free.compactMap { OtherView($0, now: now) },
            "isDrill": own?.drill ?? false, "beside": "\(watch)",
        ]
    }

    private func others(watch: EntryID) throws -> Response {
        var content = people(beside: watch)
        content["t"] = Words.english.response
        return piece("others", content: content)
    }

    private func alsoRespond(_ request: Request, watch: EntryID) async throws -> Response {
        let act = try await Act(request)
        let other = try act.form.id("watch")
        let opened = try await station.alsoRespond(beside: watch, other: other, touch: act.touch)
        // Someone watched stays where they are, and their tile comes here; someone new has nothing
        // but this page.
        return act.done(next: "/respond/\(other == nil ? opened.watch : watch)") { json in
            json.field("watch", "\(opened.watch)")
            json.field("incident", "\(opened.incident)")
        }
    }

    private func replace(_ request: Request, watch: EntryID) async throws -> Response {
        let act = try await Act(request)
        guard let target = try act.form.id("target") else {
            throw ConsoleError.malformed(Words.english.fieldMissing("target"))
        }
        let receipt = try await station.replaceDose(
            target, with: try CareForm.replacement(in: act.form), watch: watch, touch: act.touch)
        return act.done(next: "/respond/\(watch)", receipt: receipt)
    }
}

/// Another person of the response, small: enough to see from here that they need someone.
struct OtherView: Sendable {
    let watch: String
    let label: String
    let handle: String
    let tag: String?
    let tone: String
    let spo2: String
    let pulse: String
    let signal: String
    let alert: AlertView?
    let awake: LampView
    /// Until when the value is the present, on the boot clock (design rule 1).
    let goodUntil: Int64

    init?(_ tile: SeatTile, now: BootTime) {
        guard let person = tile.watch else { return nil }
        let view = TileView(tile, now: now)
        watch = view.person?.watch ?? ""
        label = view.label
        handle = person.handle
        tag = view.tag
        tone = view.tone
        spo2 = view.spo2
        pulse = view.pulse
        signal = view.signal
        alert = view.person?.alerts.first
        awake = LampView(person.awake, now: now)
        goodUntil = (tile.reading?.at ?? now).adding(milliseconds: 3500).milliseconds
    }
}

extension CareForm {
    /// The right dose: one of the products by its number, or as typed.
    static func replacement(in form: Form) throws -> Dose {
        guard
            let number = try form.number("product", in: 0...Int64(Dose.products.count - 1))
        else { return try dose(in: form) }
        let product = Dose.products[Int(number)]
        return try Dose(
            route: product.route, amountMicrograms: product.amountMicrograms,
            strengthMicrogramsPerMillilitre: product.strengthMicrogramsPerMillilitre)
    }
}

extension NextTouch {
    init?(_ request: Request) throws {
        try self.init(
            ago: request.query("ago"), minutes: request.query("minutes"),
            certainty: request.query("certainty"),
            // A form without a script writes a space as "+".
            doneBy: request.query("doneBy")?.replacing("+", with: " "))
    }
}
