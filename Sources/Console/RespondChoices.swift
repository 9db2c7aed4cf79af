import Ledger
import Mustache
import ResponseLog

/// The buttons of the respond page, in the order people act.
struct RespondChoices: Sendable {
    let stimulations = list(Stimulation.self, except: .notRecorded)
    let stimulationResults = list(StimulationResult.self)
    let airways = list(Airway.self, except: .notRecorded)
    let breaths = AssistedBreaths.allCases.filter { $0 != .notRecorded && $0 != .stopped }.map {
        ChoiceView($0.rawValue, $0.plain)
    }
    /// Flows in litres a minute: off, nasal prongs, simple mask, bag and reservoir mask.
    let flows = [2, 4, 6, 10, 15].map { ChoiceView("\($0)", "\($0)") }
    let devices = list(Oxygen.Device.self, except: .notRecorded)
    let usualDose = Dose.products.first.map(DoseView.init)
    let otherDoses = Dose.products.dropFirst().map(DoseView.init)
    let routes = list(Dose.Route.self)
    let strengths = Self.strengths
    let sites = list(Dose.Site.self, except: .notRecorded)
    let awake = Consciousness.allCases.map { ChoiceView($0.rawValue, $0.words) }
    let breathing = list(Breathing.self)
    let calls = EmergencyCall.allCases.filter { $0 != .called && $0 != .arrived }.map {
        ChoiceView($0.rawValue, $0.words)
    }
    let crewSteps = list(CrewStep.self)
    let changes = list(DoseResponse.Change.self, except: .unknown)
    let known = list(DoseResponse.Known.self, except: .notRecorded)
    let effects = list(AfterEffect.self)
    let positions = list(BodyPosition.self)
    let colours = list(SkinColour.self)
    let pupils = list(Pupils.self)
    let muscles = list(MuscleTone.self)

    static func list<Value: CaseIterable & RawRepresentable & Equatable>(
        _ type: Value.Type, except left: Value? = nil
    ) -> [ChoiceView] where Value.RawValue == String {
        type.allCases.filter { $0 != left }.map { ChoiceView($0.rawValue, $0.plain) }
    }

    /// The strengths of the products named, each once.
    private static var strengths: [ChoiceView] {
        Set(Dose.products.map(\.strengthMicrogramsPerMillilitre)).sorted().map {
            ChoiceView("\($0)", "\(Dose.milligrams($0)) mg/mL")
        }
    }
}

/// A product as a button.
struct DoseView: Sendable {
    let label: String
    let route: String
    let micrograms: Int64
    let strength: Int64

    init(_ product: Dose.Product) {
        label = product.label
        route = product.route.rawValue
        micrograms = product.amountMicrograms
        strength = product.strengthMicrogramsPerMillilitre
    }
}

/// A new entry's name wherever a template asks for it, so that no two forms share one.
struct FreshName: MustacheCustomRenderable, Sendable {
    var renderText: String { "\(EntryID.random())" }
    var isNull: Bool { false }
}

/// How the next touch is written when it is not "now, by whoever holds the tablet": a late entry, or
/// something another person did. The page carries it in its address, so that it needs no script.
struct NextTouch: Sendable {
    let ago: Int64
    let certainty: String
    let doneBy: String?
    let words: String

    /// Reads it from a page's address; `nil` when the next touch is now and one's own.
    init?(
        ago: String?, minutes: String?, certainty: String?, doneBy: String?
    ) throws {
        let seconds = try Self.number("ago", ago, most: Act.longestWaitSeconds)
        let typed = try Self.number("minutes", minutes, most: Act.longestWaitSeconds / 60)
        let how = try Self.certainty(certainty)
        if let doneBy, !doneBy.isEmpty, !Screen.isNickname(doneBy) {
            throw ConsoleError.malformed(Words.english.badNickname)
        }
        let someone = doneBy.flatMap { $0.isEmpty ? nil : $0 }
        self.ago = seconds ?? typed.map { $0 * 60 } ?? 0
        guard self.ago > 0 || someone != nil else { return nil }
        self.certainty = self.ago > 0 ? how.rawValue : Certainty.seen.rawValue
        self.doneBy = someone
        words = Words.english.next(
            minutes: self.ago / 60, certainty: self.ago > 0 ? how : .seen, doneBy: someone)
    }

    private static func number(_ name: String, _ text: String?, most: Int64) throws -> Int64? {
        guard let text, !text.isEmpty else { return nil }
        guard let number = Int64(text), (0...most).contains(number) else {
            throw ConsoleError.malformed(Words.english.fieldOutside(name, 0...most))
        }
        return number
    }

    private static func certainty(_ text: String?) throws -> Certainty {
        guard let text, !text.isEmpty else { return .estimated }
        guard let certainty = Certainty(rawValue: text) else {
            throw ConsoleError.malformed(Words.english.fieldUnknown("certainty"))
        }
        return certainty
    }
}

extension RawRepresentable where RawValue == String {
    /// A value's name as people say it.
    var plain: String { PlainWords.of(rawValue) }
}
