public import Ledger

/// What an audit of a ledger found.
public struct AuditResult: Equatable, Sendable {
    /// How many entries it holds.
    public let entries: Int64
    /// The root worked out from the entries themselves; `nil` when they cannot be read.
    public let root: Digest?
    /// What is wrong, a sentence each, naming the row; empty when nothing is.
    public let problems: [String]

    /// The checkpoint given, when it was signed under an earlier name of this ledger, as before a
    /// restore, and its entries are the first ones here.
    public var earlier: Checkpoint?

    /// Whether nothing is wrong.
    public var isSound: Bool { problems.isEmpty }

    /// What `spotter log verify` prints.
    public var text: String {
        if let root, isSound {
            let line = "ok \(entries) entries, root \(root.hex)"
            guard let earlier else { return line }
            return line + """

                the checkpoint given is of the earlier origin \(earlier.origin): \
                its \(earlier.size) entries are the first \(earlier.size) here
                """
        }
        return problems.joined(separator: "\n")
    }
}

/// Collects problems; a wholly broken ledger does not make a million sentences.
struct AuditFindings {
    private static let most = 100
    private(set) var problems: [String] = []
    private var unlisted = 0

    mutating func add(_ problem: String) {
        if problems.count < Self.most { problems.append(problem) } else { unlisted += 1 }
    }

    /// Runs one part of an audit; a file too damaged to be read is itself a finding.
    mutating func attempt(_ part: String, _ body: (inout AuditFindings) throws -> Void) {
        do {
            try body(&self)
        } catch {
            add("the \(part) cannot be read: \(StoreError(error, path: "the database"))")
        }
    }

    var all: [String] {
        unlisted == 0 ? problems : problems + ["and \(unlisted) more problems"]
    }
}
