import Glibc

/// A symbolic link with a name that stays, to a pseudo-terminal whose number changes.
public enum PortLink {
    private static let ptyFolder = "/dev/pts/"

    /// Makes the link; replaces only a left-over link to a pseudo-terminal.
    public static func make(_ link: String, to path: String) throws(SeatError) {
        if let old = target(of: link), old.hasPrefix(ptyFolder) { unsafe unlink(link) }
        guard unsafe symlink(path, link) == 0 else {
            throw errno == EEXIST
                ? SeatError.linkTaken(path: link) : SeatError.link(path: link, errno: errno)
        }
    }

    /// Removes the link if it still leads to `path`.
    public static func remove(_ link: String, to path: String) {
        if target(of: link) == path { unsafe unlink(link) }
    }

    private static func target(of link: String) -> String? {
        var letters = [CChar](repeating: 0, count: 256)
        let length = unsafe readlink(link, &letters, letters.count)
        guard length > 0 else { return nil }
        return String(decoding: letters.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

/// The name a port is linked under. One that came back as another port has another name too, for a
/// program that follows names must lose it: `LINK`, `LINK-renamed`, `LINK-renamed-2` …
struct PortName: Equatable, Sendable {
    let firstLink: String?
    var renames = 0

    var link: String? {
        firstLink.map { first in
            switch renames {
            case 0: first
            case 1: first + "-renamed"
            default: first + "-renamed-\(renames)"
            }
        }
    }
}
