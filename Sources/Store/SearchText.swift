import Foundation

/// Words as they are stored and searched: lower case, without accents, letters and digits only.
public struct SearchText: Equatable, Sendable {
    /// Why a search cannot be made, in one sentence for people.
    public enum Refusal: Error, Equatable, Sendable, CustomStringConvertible {
        case nothingToSearch
        case tooLong
        case tooManyWords

        /// One sentence for people.
        public var description: String {
            switch self {
            case .nothingToSearch: "A search needs at least one letter or digit."
            case .tooLong: "A search has at most \(SearchText.longest) characters."
            case .tooManyWords: "A search has at most \(SearchText.mostTerms) words."
            }
        }
    }

    /// The longest search, in characters.
    public static let longest = 200
    /// The most words in a search; each costs a look into the tables.
    public static let mostTerms = 8
    /// Longer words are cut; nobody types more.
    private static let longestWord = 40

    /// What one part of a search is looked for as.
    struct Term: Equatable, Sendable {
        /// In the coded words: "kite7" for "KITE 7", "20270105" for "2027-01-05".
        let coded: String
        /// In free text, where all of them must be.
        let free: [String]
    }

    let terms: [Term]

    /// Takes what a person typed. It has no grammar: every part must be found, a part of two
    /// characters or more finds all words that begin with it.
    public init(_ text: String) throws(Refusal) {
        guard text.unicodeScalars.count <= Self.longest else { throw .tooLong }
        let terms = Self.terms(text)
        if terms.isEmpty { throw .nothingToSearch }
        guard terms.count <= Self.mostTerms else { throw .tooManyWords }
        self.terms = terms
    }

    private static func terms(_ text: String) -> [Term] {
        var terms: [Term] = []
        for part in text.split(whereSeparator: \.isWhitespace) {
            if let day = day(part) {
                terms.append(Term(coded: day, free: list(String(part))))
                continue
            }
            for word in list(String(part)) {
                if let last = terms.last, isShortNumber(word), isLetters(last.coded) {
                    terms[terms.count - 1] = Term(
                        coded: last.coded + word, free: last.free + [word])
                } else {
                    terms.append(Term(coded: word, free: [word]))
                }
            }
        }
        return terms
    }

    /// A day, month or year as people write it, "2027-01"; `nil` for anything else.
    private static func day(_ part: Substring) -> String? {
        let pieces = part.split(separator: "-", omittingEmptySubsequences: false)
        guard (2...3).contains(pieces.count), pieces[0].utf8.count == 4,
            pieces.dropFirst().allSatisfy({ $0.utf8.count == 2 }),
            pieces.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
        else { return nil }
        return pieces.joined()
    }

    private static func isShortNumber(_ word: String) -> Bool {
        word.utf8.count <= 2 && word.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func isLetters(_ word: String) -> Bool {
        word.unicodeScalars.allSatisfy { $0.properties.isAlphabetic }
    }

    /// A handle's words, and the handle as one word: "KITE 7" is "kite" and "kite7".
    static func handleWords(_ handle: String) -> Set<String> {
        let words = list(handle)
        return Set(words.filter(isLetters) + (words.isEmpty ? [] : [joined(words)]))
    }

    static func joined(_ words: [String]) -> String {
        String(words.flatMap(list).joined().prefix(longestWord))
    }

    /// The different words of a text.
    static func words(_ text: String) -> Set<String> { Set(list(text)) }

    private static func list(_ text: String) -> [String] {
        let folded = text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars
            .filter { $0.properties.generalCategory != .nonspacingMark }
        return folded.split { !$0.properties.isAlphabetic && $0.properties.numericType == nil }
            .map { String(String.UnicodeScalarView($0.prefix(longestWord))) }
    }
}
