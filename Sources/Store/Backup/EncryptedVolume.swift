/// Whether what is written at a path is encrypted below the file system.
public enum EncryptedVolume: Equatable, Sendable {
    /// dm-crypt (LUKS) lies under it.
    case encrypted
    /// A disk lies under it, and no dm-crypt.
    case plain
    /// Nobody can tell: no block device, or one of a kind that says nothing.
    case unknown

    /// How the system says what it is made of, so that a test can say it instead.
    struct System {
        /// Numbers of the device a path lies on, such as `8:1`; `nil` for none.
        var device: (String) -> String?
        /// The text of a small file; `nil` when there is none.
        var text: (String) -> String?
        /// Names in a folder.
        var names: (String) -> [String]
    }

    /// What this machine says of a path. Reads a few small files of the kernel.
    public static func found(at path: String) -> EncryptedVolume {
        found(
            at: SystemFiles.trueName(path) ?? path,
            System(
                device: SystemFiles.deviceNumbers,
                text: { path in
                    SystemFiles.read(path, longest: 1 << 20).map {
                        String(decoding: $0, as: UTF8.self)
                    }
                }, names: SystemFiles.names))
    }

    static func found(at path: String, _ system: System) -> EncryptedVolume {
        guard let mount = mount(of: path, system.text("/proc/self/mountinfo") ?? "") else {
            return .unknown
        }
        // A file system over several disks (btrfs) has a number of its own: ask the one it names.
        let numbers = mount.numbers.hasPrefix("0:") ? system.device(mount.source) : mount.numbers
        guard let numbers, !numbers.hasPrefix("0:") else { return .unknown }
        return isSealed("/sys/dev/block/" + numbers, system, depth: 0)
    }

    /// A device is sealed when it is dm-crypt, or when everything below it is.
    private static func isSealed(
        _ folder: String, _ system: System, depth: Int
    ) -> EncryptedVolume {
        if system.text(folder + "/dm/uuid")?.hasPrefix("CRYPT-") == true { return .encrypted }
        guard depth < 8 else { return .unknown }
        let below = system.names(folder + "/slaves")
        if below.isEmpty { return .plain }
        let found = below.map {
            isSealed(folder + "/slaves/" + $0, system, depth: depth + 1)
        }
        if found.contains(.plain) { return .plain }
        return found.contains(.unknown) ? .unknown : .encrypted
    }

    /// The mount with the longest name above a path; a later one hides an earlier one.
    static func mount(of path: String, _ table: String) -> (numbers: String, source: String)? {
        var best: (length: Int, numbers: String, source: String)?
        for line in table.split(separator: "\n") {
            let words = line.split(separator: " ", omittingEmptySubsequences: false)
            guard words.count > 6, let dash = words.firstIndex(of: "-"), dash + 2 < words.count
            else { continue }
            // proc(5): a space in a name is written \040.
            let point = words[4].replacing("\\040", with: " ")
            guard point == "/" || path == point || path.hasPrefix(point + "/") else { continue }
            if point.count >= best?.length ?? 0 {
                best = (point.count, String(words[2]), String(words[dash + 2]))
            }
        }
        return best.map { ($0.numbers, $0.source) }
    }
}
