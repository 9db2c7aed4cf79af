/// What a passphrase must be. Long beats odd: no demand for digits or signs (NIST SP 800-63B
/// section 5.1.1.2), and no change by the calendar.
public enum PassphraseRule {
    /// The shortest, in characters.
    public static let shortest = 10
    /// The longest, in UTF-8 bytes; more would only cost time.
    public static let longestBytes = 256

    /// What is wrong with a passphrase.
    public enum Problem: String, CaseIterable, Equatable, Sendable {
        case tooShort = "too-short"
        case tooLong = "too-long"
        /// One character again and again, or the handle itself.
        case tooPlain = "too-plain"
    }

    /// `nil` when it will do.
    public static func problem(of passphrase: String, handle: String) -> Problem? {
        if passphrase.utf8.count > longestBytes { return .tooLong }
        if passphrase.unicodeScalars.count < shortest { return .tooShort }
        let plain = HandleText.key(passphrase)
        if Set(plain).count < 4 || plain == HandleText.key(handle) { return .tooPlain }
        return nil
    }
}
