import Glibc

/// A file as /proc/locks names it, to find who holds its advisory lock without opening it.
struct LockedFile {
    /// True for the ends of pseudo-terminals: majors 136 to 143 (kernel, devices.txt).
    let isPseudoTerminal: Bool
    /// `major:minor:inode`, the first two in hex, of the file system the file is on.
    let key: String

    /// Nil when nothing is at the path.
    init?(path: String) {
        guard let status = SystemFiles.status(of: path) else { return nil }
        isPseudoTerminal = (136...143).contains(Self.major(UInt64(status.st_rdev)))
        let device = UInt64(status.st_dev)
        key = "\(Self.hex(Self.major(device))):\(Self.hex(Self.minor(device))):\(status.st_ino)"
    }

    /// The process that holds the file's flock, from /proc/locks.
    func lockHolder() -> Int? {
        guard let table = SystemFiles.text(of: "/proc/locks") else { return nil }
        return lockHolder(in: table)
    }

    /// The holder in the text of /proc/locks, whose lines read
    /// `1: FLOCK  ADVISORY  WRITE 4711 00:18:3 0 EOF`. Lines with an arrow only wait for the lock.
    func lockHolder(in table: String) -> Int? {
        for line in table.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count >= 6, words[1] == "FLOCK", words[5] == key else { continue }
            return Int(words[4])
        }
        return nil
    }

    // The kernel's split of a device number as glibc's gnu_dev_major and gnu_dev_minor undo it.
    private static func major(_ device: UInt64) -> UInt64 {
        (device >> 8) & 0xfff | (device >> 32) & ~0xfff
    }

    private static func minor(_ device: UInt64) -> UInt64 {
        device & 0xff | (device >> 12) & ~0xff
    }

    private static func hex(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return digits.count < 2 ? "0" + digits : digits
    }
}
