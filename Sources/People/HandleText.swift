/// A handle, as an account or a screen carries it, such as "ASH 1".
public enum HandleText {
    /// The longest, in characters.
    public static let longest = 20

    /// Letters, digits, spaces and hyphens; nothing that a page, a cookie or a log must escape, and
    /// no space at either end.
    public static func isValid(_ text: String) -> Bool {
        let plain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: " "), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        return plain && !text.isEmpty && text.utf8.count <= longest && text.first != " "
            && text.last != " "
    }

    /// Two handles that differ only in letter case or in runs of spaces are one.
    public static func key(_ text: String) -> String {
        text.lowercased().split(separator: " ").joined(separator: " ")
    }
}
