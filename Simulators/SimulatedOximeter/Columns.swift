extension String {
    /// A number at the right end of a column; wider when it does not fit.
    init(_ number: Int, width: Int, filledWith pad: Character = "0") {
        self = number.description
        while count < width { insert(pad, at: startIndex) }
    }

    /// The text at the left end of a column.
    func leftAligned(_ width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
