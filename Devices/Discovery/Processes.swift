/// The processes that /proc shows to this user.
enum Processes {
    /// The short name of a process; nil when it has ended or is hidden.
    static func name(of process: Int) -> String? {
        guard let text = SystemFiles.text(of: "/proc/\(process)/comm") else { return nil }
        let name = text.prefix { $0 != "\n" }
        return name.isEmpty ? nil : String(name)
    }

    /// Whether a process of this short name is seen. One that has ended and only waits for its parent
    /// to notice has no command line any more.
    static func isRunning(_ name: String) -> Bool {
        all.contains {
            Self.name(of: $0) == name
                && SystemFiles.text(of: "/proc/\($0)/cmdline")?.isEmpty == false
        }
    }

    /// The first process seen to have a file open.
    ///
    /// The names are compared first, so that no file is looked at that might be on a network disk
    /// which does not answer.
    static func first(holding path: String) -> Int? {
        guard let wanted = SystemFiles.status(of: path) else { return nil }
        let name = SystemFiles.lastName(path)
        return all.first { process in
            let directory = "/proc/\(process)/fd"
            return SystemFiles.names(in: directory).contains { descriptor in
                let link = "\(directory)/\(descriptor)"
                guard let target = SystemFiles.target(of: link),
                    SystemFiles.lastName(target) == name
                else { return false }
                return SystemFiles.status(of: link).map { SystemFiles.same($0, wanted) } ?? false
            }
        }
    }

    private static var all: [Int] {
        SystemFiles.names(in: "/proc").compactMap { Int($0) }.sorted()
    }
}
