/// The processes that /proc shows to this user.
enum Processes {
    /// The short name of a process; nil when it has ended or is hidden.
    static func name(of process: Int) -> String? {
        guard let text = SystemFiles.text(of: "/proc/\(process)/comm") else { return nil }
        let name = text.prefix { $0 != "\n" }
        return name.isEmpty ? nil : String(name)
    }

    /// The first process seen to have a file open.
    static func first(holding path: String) -> Int? {
        for process in SystemFiles.names(in: "/proc").compactMap({ Int($0) }).sorted() {
            let directory = "/proc/\(process)/fd"
            let holds = SystemFiles.names(in: directory).contains { descriptor in
                SystemFiles.target(of: "\(directory)/\(descriptor)") == path
            }
            if holds { return process }
        }
        return nil
    }
}
