import People
import Testing

@Suite struct ScopeAndTextTests {
    @Test func outOfScopeIsWhatTheSitesListLeavesOut() {
        let scope = ActionScope(kinds: ["Host": ["care.note", "care.stimulated"], "Guest": []])
        #expect(!scope.isOutside("care.note", title: "Host"))
        #expect(scope.isOutside("care.oxygen", title: "Host"))
        #expect(scope.isOutside("care.note", title: "Guest"))
    }

    @Test func withoutAListNothingIsFlagged() {
        let scope = ActionScope(kinds: ["Host": []])
        #expect(!scope.isOutside("care.oxygen", title: "Nurse"))
        #expect(!scope.isOutside("care.oxygen", title: nil))
        #expect(!scope.isOutside("incident.opened", title: "Host"))
    }

    @Test func handles() {
        for good in ["ASH 1", "a", "Fern-2", String(repeating: "x", count: 20)] {
            #expect(HandleText.isValid(good))
        }
        for bad in ["", " ASH", "ASH ", "A;B", "É", String(repeating: "x", count: 21), "a\nb"] {
            #expect(!HandleText.isValid(bad))
        }
        #expect(HandleText.key("ASH  1") == HandleText.key("ash 1"))
        #expect(HandleText.key("ASH 1") != HandleText.key("ASH1"))
    }

    @Test func passphrases() {
        func problem(_ text: String) -> PassphraseRule.Problem? {
            PassphraseRule.problem(of: text, handle: "Ash Tree 12")
        }
        #expect(problem("three small boats") == nil)
        #expect(problem("ninechars") == .tooShort)
        #expect(problem("aaaaaaaaaaaaaaaa") == .tooPlain)
        #expect(problem("ASH  tree 12") == .tooPlain)
        #expect(problem(String(repeating: "abcd", count: 65)) == .tooLong)
        #expect(problem("éèêëàâäîïô") == nil)
    }
}
