public import Drivers

/// The rounds in which a port is listened to until a family is heard; after the last the first comes
/// again. Pure.
///
/// Each setting of the line is one round, in which every suspect of that setting is listened for at
/// once. Families' first settings come before their second ones. Among these, rounds in which nothing
/// is sent come first: a silent probe is safe for whatever is behind the port. Then the likeliest
/// suspect decides.
///
/// Nothing is ever sent to a family that may not be written to. Pinning a family permits its own
/// commands and no others.
public struct ListeningPlan: Equatable, Sendable {
    /// The rounds in order; at least one.
    public let rounds: [ListeningRound]
    /// The family that an operator pinned here, or that was heard here before and may be again.
    public let expected: Family?

    /// Plans for suspects, the likeliest first. Without any, every serial family is listened for and
    /// none is written to.
    ///
    /// A family `remembered` from before has the first round, with its own line; unless nobody here
    /// speaks over its kind of port, for then it was something else that was plugged in. A family
    /// `pinned` by the operator is the only one.
    public init(suspects: [Suspect], remembered: Family? = nil, pinned: Family? = nil) {
        if let pinned {
            rounds = Suspects([Suspect(family: pinned, mayWrite: true)]).rounds
            expected = pinned
            return
        }
        let suspects = Suspects(suspects.isEmpty ? Self.anySerial : suspects)
        let first = remembered.flatMap { suspects.round(remembering: $0) }
        let others = suspects.rounds.filter { round in first.map { !$0.covers(round) } ?? true }
        rounds = (first.map { [$0] } ?? []) + others
        expected = first == nil ? nil : remembered
    }

    /// One round with the family's first setting, for a port whose line the caller sets.
    init(only family: Family) {
        let suspects = Suspects([Suspect(family: family, mayWrite: true)])
        rounds = Array(suspects.rounds.prefix(1))
        expected = family
    }

    /// Whether the family's commands may be sent.
    public func mayWrite(_ family: Family) -> Bool {
        rounds.contains { $0.asked.contains(family) }
    }

    private static let anySerial = Family.allCases.filter { $0.model.bus != .hid }
        .map { Suspect(family: $0, mayWrite: false) }
}

/// Suspects and the rounds that they make.
private struct Suspects {
    private let all: [Suspect]

    init(_ all: [Suspect]) { self.all = all }

    /// A round for each setting, in the order of the plan.
    var rounds: [ListeningRound] {
        var settings: [PortSetting] = []
        for tier in 0..<(all.map(\.family.model.settings.count).max() ?? 0) {
            let fresh = all.map(\.family.model.settings).filter { $0.count > tier }
                .map { $0[tier] }
            let made = distinct(fresh).filter { !settings.contains($0) }
            settings += made.filter { asked(families(at: $0)).isEmpty }
            settings += made.filter { !asked(families(at: $0)).isEmpty }
        }
        return settings.map { round($0, families(at: $0)) }
    }

    /// The round of a family that was heard before; nothing else is asked in it.
    func round(remembering family: Family) -> ListeningRound? {
        let settings = Set(all.flatMap(\.family.model.settings).map(\.isSerial))
        guard let setting = family.model.settings.first, settings.contains(setting.isSerial)
        else { return nil }
        let others = families(at: setting).filter { $0 != family }
        var round = round(setting, [family] + others)
        round.asked = round.asked.filter { $0 == family }
        return round
    }

    private func round(_ setting: PortSetting, _ families: [Family]) -> ListeningRound {
        ListeningRound(setting: setting, listening: families, asked: asked(families))
    }

    /// The suspects that speak at a setting, and those that look like one that does: such a device
    /// may be set otherwise than its family is known to be.
    private func families(at setting: PortSetting) -> [Family] {
        distinct(all.map(\.family)).filter { family in
            family.lookAlikes.contains { alike in
                alike.model.settings.contains(setting)
                    && (alike == family || all.contains { $0.family == alike })
            }
        }
    }

    private func asked(_ families: [Family]) -> [Family] {
        families.filter { family in
            let mentions = all.filter { $0.family == family }
            return family.model.talk != nil && !mentions.isEmpty
                && mentions.allSatisfy(\.mayWrite)
        }
    }

    private func distinct<Element: Hashable>(_ elements: [Element]) -> [Element] {
        var seen: Set<Element> = []
        return elements.filter { seen.insert($0).inserted }
    }
}

extension PortSetting {
    fileprivate var isSerial: Bool { self != .hid }
}
