public import ArgumentParser
public import Drivers

/// `PATH[:FAMILY]` as `--port` takes it.
struct NamedPortArgument: ExpressibleByArgument {
    var path: String
    /// `nil` when it is to be found out.
    var family: Family?

    init?(argument: String) {
        let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
        if let last = parts.last, parts.count > 1,
            let family = FamilyArgument(argument: String(last))
        {
            self.family = family.family
            path = parts.dropLast().joined(separator: ":")
        } else {
            // A port's own name may hold colons (by-path links do), so only a known family is cut.
            family = nil
            path = argument
        }
        if path.isEmpty { return nil }
    }
}

extension Family: ExpressibleByArgument {}

/// A family's name, or `auto` for one that is to be found out.
struct FamilyArgument: ExpressibleByArgument {
    /// `nil` for `auto`.
    var family: Family?

    init?(argument: String) {
        if argument == "auto" { return }
        guard let family = Family(rawValue: argument) else { return nil }
        self.family = family
    }

    static var allValueStrings: [String] { Family.allCases.map(\.rawValue) + ["auto"] }
}
