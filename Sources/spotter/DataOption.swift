import ArgumentParser
import Glibc

/// Where the ledger lies.
struct DataOption: ParsableArguments {
    @Option(
        name: .customLong("data"),
        help: ArgumentHelp(
            "The data directory (else $SPOTTER_DATA, else ~/.local/share/spotter).",
            valueName: "dir"))
    var directory: String?

    /// The directory to use.
    var path: String {
        if let directory { return directory }
        if let named = Self.environment("SPOTTER_DATA") { return named }
        return (Self.environment("HOME") ?? ".") + "/.local/share/spotter"
    }

    /// Makes the folders above the usual place, which a fresh account may lack. A directory that was
    /// named is not guessed at: a slip in its name would make a second ledger somewhere.
    func makeUsualFolders() {
        guard directory == nil, Self.environment("SPOTTER_DATA") == nil else { return }
        let home = Self.environment("HOME") ?? "."
        for folder in [home + "/.local", home + "/.local/share"] {
            _ = unsafe mkdir(folder, 0o755)
        }
    }

    private static func environment(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        let text = unsafe String(cString: value)
        return text.isEmpty ? nil : text
    }
}
