import Glibc
import Synchronization

/// A real pseudo-terminal, seen from the device's side. Closing it looks like an unplugged cable.
///
/// The program under test opens `path`. One descriptor of that side is held here, or the first
/// reader to leave would hang the line up; so what a leaving reader forgets is put right here too.
/// Used by one thread after another.
public final class Pty: Sendable {
    /// What a program opens, such as `/dev/pts/7`.
    public let path: String
    /// To be polled for commands from the host.
    let descriptor: Int32
    /// To be polled for programs that leave the port.
    let leavers: Int32
    private let otherSide: Int32
    private let isOpen = Mutex(true)

    /// Opens a fresh one.
    public init() throws(SeatError) {
        var master: Int32 = -1
        var slave: Int32 = -1
        guard unsafe openpty(&master, &slave, nil, nil, nil) == 0 else {
            throw SeatError.port(call: "openpty", errno: errno)
        }
        descriptor = master
        otherSide = slave
        path = Self.name(of: slave)
        leavers = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
        _ = unsafe inotify_add_watch(leavers, path, UInt32(IN_CLOSE_WRITE | IN_CLOSE_NOWRITE))
        var line = termios()
        unsafe tcgetattr(slave, &line)
        unsafe cfmakeraw(&line)
        unsafe tcsetattr(slave, TCSANOW, &line)
        _ = fcntl(master, F_SETFL, O_NONBLOCK)
        _ = fcntl(master, F_SETFD, FD_CLOEXEC)
        _ = fcntl(slave, F_SETFD, FD_CLOEXEC)
    }

    /// The name of a terminal; `ttyname` keeps it in one place for all threads, this does not.
    private static func name(of terminal: Int32) -> String {
        var letters = [CChar](repeating: 0, count: 64)
        guard unsafe ttyname_r(terminal, &letters, letters.count) == 0 else { return "" }
        return String(
            decoding: letters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { hangUp() }

    /// Pulls the cable: whoever has the port open sees it go. Nothing else may be called after this.
    public func hangUp() {
        let wasOpen = isOpen.withLock { isOpen in
            defer { isOpen = false }
            return isOpen
        }
        guard wasOpen else { return }
        for end in [leavers, otherSide, descriptor] { close(end) }
    }

    /// What the host has sent, up to 512 bytes; empty when there is nothing.
    public func received() -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: 512) { buffer, count in
            count = max(0, unsafe read(descriptor, buffer.baseAddress, buffer.count))
        }
    }

    /// Sends with one `write`; how many bytes the system took, 0 when its buffer is full.
    public func send(_ bytes: [UInt8]) -> Int {
        max(0, unsafe bytes.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) })
    }

    /// The speed a program has set the port to, when it is one that oximeters use; `nil` before, for a
    /// fresh port stands at 38400. The kernel clears the parity of a pseudo-terminal, so that is not
    /// known. A speed outlives the program that set it, as on a real port.
    var readerBaud: Int? {
        var line = termios()
        guard unsafe tcgetattr(otherSide, &line) == 0 else { return nil }
        return switch Int32(bitPattern: unsafe cfgetospeed(&line)) {
        case B4800: 4_800
        case B9600: 9_600
        case B19200: 19_200
        case B115200: 115_200
        default: nil
        }
    }

    /// How many bytes no program has read yet.
    var unreadBytes: Int {
        var count: Int32 = 0
        return unsafe ioctl(otherSide, UInt(FIONREAD), &count) == 0 ? Int(count) : 0
    }

    /// A program that leaves an exclusively opened port without a word keeps others out for as long
    /// as any descriptor is open. A real port would forget it; so does this one.
    func forgetLeavers() {
        var events = (UInt64(0), UInt64(0), UInt64(0), UInt64(0))
        while unsafe read(leavers, &events, 32) > 0 {}
        _ = ioctl(otherSide, UInt(TIOCNXCL))
    }
}

/// Sleeps until one of the descriptors has something to read, or so many milliseconds have passed;
/// those that have.
func waitForInput(_ descriptors: [Int32], milliseconds: Int32) -> [Int32] {
    var entries = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    let count = unsafe poll(&entries, nfds_t(entries.count), milliseconds)
    return count > 0 ? entries.filter { $0.revents != 0 }.map(\.fd) : []
}
