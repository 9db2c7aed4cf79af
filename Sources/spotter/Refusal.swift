/// A task that was refused or failed: one plain sentence on standard error, exit status 1.
struct Refusal: Error, CustomStringConvertible {
    let description: String

    init(_ sentence: String) { description = sentence }
}
