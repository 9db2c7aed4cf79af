/// What is known about a field. An answer nobody gave is none of these: "not recorded".
public enum Answer: Equatable, Sendable {
    /// A value.
    case given(Value)
    /// Someone asked or looked, and it is not known.
    case unknown
    /// The person did not want to say.
    case declined
    /// An earlier answer was taken back: not recorded after all.
    case takenBack

    /// The value itself.
    public enum Value: Equatable, Sendable {
        /// Codes of the field's list; one, or several in the order of the list.
        case codes([String])
        /// Free words.
        case words(String)
        /// A moment in milliseconds since 1970 UTC, and whether it is an estimate.
        case moment(unixMilliseconds: Int64, isEstimated: Bool)
    }
}

extension Answer {
    /// The codes, when it was answered from a list.
    public var codes: [String] {
        if case .given(.codes(let codes)) = self { codes } else { [] }
    }

    /// The free words, when it was answered so.
    public var text: String? {
        if case .given(.words(let words)) = self { words } else { nil }
    }

    /// The moment in milliseconds since 1970 UTC, when it was answered so.
    public var unixMilliseconds: Int64? {
        if case .given(.moment(let time, _)) = self { time } else { nil }
    }
}
