import Glibc

/// A data directory that goes when it is no longer used. It lies in /var/tmp, which is a disk where
/// /tmp may be memory: a commit that reaches no disk would measure nothing.
final class ScratchDirectory {
    private static let names = [
        "ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm", "lock", "key", "key.new",
        "reserve", "recordings", "",
    ]

    let path: String

    init() throws {
        var name = Array("/var/tmp/spotter-bench-XXXXXX".utf8CString)
        guard unsafe mkdtemp(&name) != nil else {
            throw Refusal("/var/tmp takes no directory; check its mode and its space.")
        }
        path = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit {
        for name in Self.names { unsafe remove(path + "/" + name) }
    }
}
