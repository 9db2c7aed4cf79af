import Glibc

/// A plain program that opens a port and reads it, as a test double for the station.
final class Reader {
    let descriptor: Int32

    init?(_ path: String, exclusive: Bool = false) {
        descriptor = open(path, O_RDWR | O_NOCTTY | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        if exclusive { _ = ioctl(descriptor, UInt(TIOCEXCL)) }
    }

    deinit { close(descriptor) }

    func send(_ bytes: [UInt8]) { _ = write(descriptor, bytes, bytes.count) }

    /// Whether the port has gone away.
    private(set) var isGone = false

    /// Everything that comes within so many milliseconds, or until `enough` bytes are there.
    func collect(milliseconds: Int, enough: Int = .max) -> [UInt8] {
        var bytes: [UInt8] = []
        let clock = ContinuousClock()
        let end = clock.now + .milliseconds(milliseconds)
        while clock.now < end, bytes.count < enough, !isGone {
            var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            _ = poll(&entry, 1, 5)
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = read(descriptor, &buffer, buffer.count)
            if count > 0 { bytes += buffer.prefix(count) }
            if count <= 0 && Int32(entry.revents) & POLLHUP != 0 { isGone = true }
        }
        return bytes
    }
}

/// Whether a symbolic link leads to `target`.
func linkTarget(_ path: String) -> String? {
    var letters = [CChar](repeating: 0, count: 256)
    let length = readlink(path, &letters, letters.count)
    guard length > 0 else { return nil }
    return String(decoding: letters.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// Waits for something another thread does.
func eventually(within seconds: Double = 5, _ condition: () -> Bool) -> Bool {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(seconds)
    while clock.now < end {
        if condition() { return true }
        usleep(10_000)
    }
    return condition()
}
