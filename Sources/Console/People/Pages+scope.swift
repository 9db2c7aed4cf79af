import Hummingbird
import Ledger
import People
import ResponseLog
import Station
import Store

/// What belongs to each title's work, as supervisors say it. It is for review: it stops nothing.
extension Pages {
    func addScope(to router: GatedRouter) {
        router.post("/people/scope", needs: .right(.people)) { request, _ in
            let form = try await Form(request)
            let title = try form.text("title", longest: 40)
            let kinds = Set(form.ticked("kind."))
            guard kinds.isSubset(of: ScopeView.kinds) else {
                throw ConsoleError.malformed(Words.english.fieldUnknown("kind"))
            }
            let (by, now) = try (supervisor(), station.now().unixMilliseconds)
            let listed = form.isTicked("none") ? nil : Set(kinds.map { "care." + $0 })
            return try await changed(request) { .scope(listed, of: title, by: by, now: now) }
        }
    }
}

/// One title with the kinds of care as boxes to tick.
struct ScopeView: Sendable {
    let title: String
    let hasList: Bool
    let boxes: [BoxView]

    struct BoxView: Sendable {
        let name: String
        let words: String
        let on: Bool
    }

    static let kinds = Set(CareForm.Kind.allCases.map(\.rawValue))

    /// The titles that accounts have or had a list for. Without a list every box is ticked: a
    /// supervisor takes away what is not part of the work.
    static func list(_ snapshot: PeopleSnapshot) -> [ScopeView] {
        let titles = Set(snapshot.accounts.values.map(\.title)).union(snapshot.scope.kinds.keys)
        return titles.filter { !$0.isEmpty }.sorted().map { title in
            let list = snapshot.scope.kinds[title]
            return ScopeView(
                title: title, hasList: list != nil,
                boxes: CareForm.Kind.allCases.map { kind in
                    BoxView(
                        name: "kind." + kind.rawValue, words: kind.plain,
                        on: list?.contains("care." + kind.rawValue) ?? true)
                })
        }
    }
}
