/// Random handles such as "KITE 7": short to say across a loud room, tied to nobody.
enum Handle {
    /// Short words that sound unlike each other.
    private static let words = [
        "ASH", "BIRCH", "CEDAR", "CROW", "DUNE", "EMBER", "FERN", "FINCH", "GLEN", "HAZEL", "HERON",
        "IVY", "JADE", "KITE", "LARK", "MAPLE", "MOSS", "OTTER", "PINE", "QUILL", "RAVEN", "REED",
        "SAGE", "SORREL", "SWIFT", "TEAL", "THISTLE", "WREN", "YARROW",
    ]

    /// A handle none of `taken` has.
    static func random(except taken: Set<String>) -> String {
        for _ in 0..<1000 {
            let handle = "\(words.randomElement() ?? "KITE") \(Int.random(in: 1...9))"
            if !taken.contains(handle) { return handle }
        }
        return "KITE \(Int.random(in: 10...9999))"
    }
}
