import Ledger
import People
import ResponseLog
import Store

/// Who helps in which role, and what lies outside a title's usual work. Both are written after the
/// act itself, in line, and nothing waits for them.
extension Station {
    /// Keeps in mind in which role someone helps in a watch, unless that is written already.
    func remember(_ label: String, as chosen: Responder.Role?, person: String, in watch: EntryID) {
        guard let role = role(of: label, or: chosen) else { return }
        let responder = Responder(watch: watch, person: person, role: role)
        let last = book.entries(watch)?.last { entry in
            if case .responder(let known) = entry.fact { known.person == person } else { false }
        }
        if last?.fact != .responder(responder) { roles.remember(responder) }
    }

    /// The role of the account with this handle, else the one chosen on the screen, else the role
    /// that stands in the handle's place, such as "visitor". `nil` when nobody said.
    private func role(of label: String, or chosen: Responder.Role?) -> Responder.Role? {
        let role =
            account(label)?.helpsAs ?? chosen
            ?? Responder.Role.allCases.first { HandleText.key($0.words) == HandleText.key(label) }
        return role == .notRecorded ? nil : role
    }

    private func account(_ handle: String) -> Account? {
        people.store.snapshot.account(handle: handle).flatMap { $0.isDisabled ? nil : $0 }
    }

    /// Puts in line what follows from acts that are written or in line themselves.
    func follow(_ drafts: [EntryDraft]) {
        let people = Set(drafts.flatMap { [$0.didBy, $0.wroteBy] }.compactMap(\.self))
        follow(people, console: drafts.first?.console)
    }

    /// The same for an act that the alert thread writes.
    func follow(_ doer: Doer) {
        follow(Set([doer.person].compactMap(\.self)), console: doer.console)
    }

    private func follow(_ people: Set<String>, console: String?) {
        for responder in roles.take(people) {
            enqueue(EntryDraft(.responder(responder), occurred: nil, by: nil, console: console))
        }
    }

    /// Flags an act that the site does not list for the title of who did it. The act is written.
    func flag(_ act: CareAct, _ incident: EntryID?, watch: EntryID, touch: Touch) {
        guard let handle = touch.doneBy ?? touch.by, let title = account(handle)?.title,
            !title.isEmpty, people.store.snapshot.scope.isOutside(act.kind, title: title)
        else { return }
        let flag = ScopeFlag(watch: watch, incident: incident, target: touch.entry, title: title)
        enqueue(
            EntryDraft(
                id: touch.follower(Self.flagFollower).entry, .scopeFlagged(flag), occurred: nil,
                by: nil))
    }

    /// No other follower of a touch has this number, so that a touch sent twice is flagged once.
    private static let flagFollower: UInt8 = 0x40

    private func enqueue(_ draft: EntryDraft) {
        book.add(draft.waiting(clock.now()))
        store.enqueue([draft])
    }
}
