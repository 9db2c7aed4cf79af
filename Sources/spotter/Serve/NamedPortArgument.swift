public import ArgumentParser
public import Drivers

/// `PATH[:FAMILY]` as `--port` takes it.
struct NamedPortArgument: ExpressibleByArgument {
    var path: String
    /// `nil` when it is to be found out.
    var family: Family?

    init?(argument: String) {
        let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
        if let last = parts.last, parts.count > 1, let family = Family(rawValue: String(last)) {
            self.family = family
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
