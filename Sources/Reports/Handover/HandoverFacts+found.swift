import ResponseLog

/// How the person was found: what somebody saw as the response began, before help changed it.
extension HandoverFacts {
    /// How far from the beginning an observation may lie to tell how somebody was found: 60 s.
    static let foundMilliseconds: Int64 = 60_000

    /// What was seen first of a kind, as long as it tells how the person was found; `nil` otherwise.
    ///
    /// A sign seen later tells how help went. It stays under Signs, with its age.
    func whenFound(_ words: (CareAct) -> String?) -> String? {
        let began = responseBegan
        let treated = acts.first { act, _ in act.treats }?.row.occurredUnixMilliseconds ?? .max
        for (act, row) in acts {
            let time = row.occurredUnixMilliseconds
            guard time <= treated, abs(time - began) <= Self.foundMilliseconds else { continue }
            if let found = words(act) { return found }
        }
        return nil
    }

    /// The same for a sign that has no row under Signs: seen later it is printed as such, not dropped.
    func whenFoundOrLater(_ words: (CareAct) -> String?) -> String? {
        if let found = whenFound(words) { return found }
        for (act, row) in acts.reversed() {
            guard let later = words(act) else { continue }
            return "not when found; \(later) seen \(age(row.occurredUnixMilliseconds))"
        }
        return nil
    }

    /// When the response began for this person: it was opened or joined, or something done in it
    /// happened earlier. Not the alert before it: nobody stood there then.
    private var responseBegan: Int64 {
        let joined = person.rows.first { row in
            if case .incidentJoined = row.logged.fact { true } else { false }
        }?.occurredUnixMilliseconds
        let firstAct = acts.first { act, row in
            row.logged.fact?.incident == record.incident && !act.isBeforeUs
        }?.row.occurredUnixMilliseconds
        return min(joined ?? record.openedUnixMilliseconds, firstAct ?? .max)
    }
}

extension CareAct {
    /// True for what changes the signs by which somebody is found: breaths, oxygen, naloxone, CPR.
    fileprivate var treats: Bool {
        switch severityStep {
        case .oxygen, .assistedBreaths, .naloxone, .cpr: true
        case .watched, .stimulated, nil: false
        }
    }

    /// True for a dose somebody gave before the site's people came.
    fileprivate var isBeforeUs: Bool {
        if case .dose(let dose) = self { dose.beforeUs } else { false }
    }
}
