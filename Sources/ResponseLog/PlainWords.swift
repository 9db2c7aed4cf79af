/// A code of the log as words for people.
public enum PlainWords {
    /// "oxygen-low" is "oxygen low"; the hyphen of "re-check" and "re-sedation" is the word's own.
    public static func of(_ code: String) -> String {
        let words = code.replacing("-", with: " ")
        return words.hasPrefix("re ") ? "re-" + words.dropFirst(3) : words
    }
}
