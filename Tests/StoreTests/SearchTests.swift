import Foundation
import Ledger
import ResponseLog
import Testing

@testable import Store

@Suite("Searching")
struct SearchTests {
    /// One response at seat 3 with a note, one drill elsewhere.
    private func archive() async throws -> LedgerStore {
        let store = try openStore(TemporaryDirectory())
        func watch(_ id: String, _ handle: String, _ seat: Int64) -> EntryDraft {
            fact(
                "watch.started",
                ["watch": .string(id), "handle": .string(handle), "seat": .integer(seat)])
        }
        func opened(_ id: String, _ watch: String, drill: Bool) -> EntryDraft {
            fact(
                "incident.opened",
                ["incident": .string(id), "watch": .string(watch), "drill": .bool(drill)])
        }
        let (first, second) = (EntryID.random(), EntryID.random())
        let care = Care(watch: first, incident: second, act: .emergencyCall(.declined))
        let noted = Care(
            watch: first, incident: second, act: .note("Elle s'est levée, BLUE lips; 2 doses"))
        _ = try await store.append(
            [watch(first.text, "KITE 7", 3), opened(second.text, first.text, drill: false)]
                + [care, noted].map { care in
                    let fact = Fact.care(care)
                    return EntryDraft(
                        stream: fact.stream, kind: fact.kind,
                        occurred: .unix(milliseconds: 1_800_000_000_000), payload: fact.payload)
                } + [
                    watch("w-2", "FERN 3", 7), opened("i-2", "w-2", drill: true),
                    fact(
                        "incident.closed",
                        ["incident": .string("i-2"), "outcome": .string("false-alarm")]),
                ])
        return store
    }

    private func count(
        _ store: LedgerStore, _ text: String, notes: Bool = false
    ) async throws -> Int {
        var filter = IncidentFilter()
        filter.search = try SearchText(text)
        return try await store.reader.incidents(filter, mayReadFreeText: notes, limit: 9)
            .incidents.count
    }

    @Test("handles, seats, days, acts and outcomes are found")
    func coded() async throws {
        let store = try await archive()
        // 1,800,000,000 s is 2027-01-15 08:00 UTC: that day's first hour at UTC-8.
        for (text, found) in [
            ("kite", 1), ("KITE 7", 1), ("kite7", 1), ("kite 3", 0), ("fern 3", 1), ("seat 3", 1),
            ("Seat 7", 1), ("seat 5", 0), ("2027-01-15", 2), ("2027-01", 2), ("2027-01-14", 0),
            ("emergency", 1), ("911", 1), ("declined", 1), ("false alarm", 1), ("false kite", 0),
            ("ki", 1), ("k", 0), ("seat 3 911 kite", 1),
        ] {
            #expect(try await count(store, text) == found, "\(text)")
        }
        try await store.close()
    }

    @Test("notes are searched only for those who may read them")
    func freeText() async throws {
        let store = try await archive()
        for text in ["blue", "lips", "levee", "LEVÉE", "2 doses", "blue 2", "blue kite"] {
            #expect(try await count(store, text) == 0, "\(text)")
            #expect(try await count(store, text, notes: true) == 1, "\(text)")
        }
        #expect(try await count(store, "blue fern", notes: true) == 0)
        try await store.close()
    }

    @Test("what people type is never a query language")
    func hostile() async throws {
        let store = try await archive()
        let odd = [
            "' OR 1=1 --", "\"", "kite AND", "kite OR fern", "NEAR(kite fern)", "kite*", "-kite",
            "word:kite", "%", "_ite", "kite'; DROP TABLE codedWord; --", "\u{0}kite", "{kite fern}",
            "^kite", "\u{202E}kite", "🪁", "ＫＩＴＥ", "kite\u{301}", "((((", "x:y:z", "[kite]",
        ]
        for text in odd {
            do throws(SearchText.Refusal) {
                _ = try SearchText(text)
            } catch {
                #expect(error == .nothingToSearch, "\(text)")
                continue
            }
            for notes in [true, false] {
                let found = try await count(store, text, notes: notes)
                #expect(found <= 1, "\(text) found \(found)")
            }
        }
        #expect(try await count(store, "kite") == 1)
        #expect(try await count(store, "kite*") == 1)
        #expect(try await count(store, "_ite") == 0)
        try await store.close()
    }

    @Test("random bytes are searched or refused, and never fail", arguments: [31, 32] as [UInt64])
    func random(seed: UInt64) async throws {
        let store = try await archive()
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<150 {
            let length = Int.random(in: 0...40, using: &generator)
            let bytes = (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
            let text = String(decoding: bytes, as: UTF8.self)
            guard (try? SearchText(text)) != nil else { continue }
            _ = try await count(store, text, notes: true)
        }
        try await store.close()
    }

    @Test("too much or nothing is refused in a sentence")
    func refusals() {
        #expect(throws: SearchText.Refusal.nothingToSearch) { try SearchText(" ?! ") }
        #expect(throws: SearchText.Refusal.tooLong) {
            try SearchText(String(repeating: "a", count: 201))
        }
        #expect(throws: SearchText.Refusal.tooManyWords) { try SearchText("a b c d e f g h i") }
        #expect(SearchText.Refusal.tooManyWords.description.hasSuffix("."))
    }

    @Test("days come out right across leap years and before 1970")
    func days() {
        for (milliseconds, digits) in [
            (0, "19700101"), (-1, "19691231"), (951_782_400_000, "20000229"),
            (1_709_164_800_000, "20240229"), (4_107_542_400_000, "21000301"),
        ] as [(Int64, String)] {
            #expect(CivilDay(localUnixMilliseconds: milliseconds).digits == digits)
        }
    }
}
