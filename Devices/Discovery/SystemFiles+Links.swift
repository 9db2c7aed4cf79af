extension SystemFiles {
    /// The kernel's own limit to a chain of links (path_resolution(7)).
    private static let mostLinks = 40

    /// The path with all links followed; nil when it leads nowhere.
    ///
    /// The last step is followed by hand and not by `realpath`, which writes past its memory on the
    /// ttys of umockdev's mock machines: those are links that `lstat` shows as devices.
    static func resolved(_ path: String) -> String? {
        var path = path
        for _ in 0..<mostLinks {
            guard let place = place(of: path), let isLink = isLink(place) else { return nil }
            guard isLink else { return place }
            guard let target = target(of: place) else { return nil }
            path = target.hasPrefix("/") ? target : directory(of: place) + target
        }
        return nil
    }

    /// The same path with the links in its directory followed.
    private static func place(of path: String) -> String? {
        let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        guard !["", ".", ".."].contains(name) else { return realDirectory(path) }
        guard let directory = realDirectory(directory(of: path)) else { return nil }
        return directory == "/" ? "/\(name)" : "\(directory)/\(name)"
    }

    /// Everything up to the last slash, with it; the present directory when there is none.
    private static func directory(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "./" }
        return String(path[...slash])
    }
}
