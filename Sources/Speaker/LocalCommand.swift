import Glibc
public import SignalCore

/// A site's own command that an unattended high alert starts, such as a siren's relay.
///
/// No shell, no input, no environment but a PATH, never two at once, and an end after a time limit.
/// Nothing here waits for it; `poll` is to be called about once a second. For one thread.
public struct LocalCommand: ~Copyable {
    /// What became of it.
    public enum State: Equatable, Sendable {
        /// Never started.
        case idle
        /// It runs.
        case running
        /// It ended by itself with exit status 0.
        case succeeded
        /// It could not start, ended badly or had to be ended; why, in a few words.
        case failed(String)
    }

    /// What became of it last.
    public private(set) var state = State.idle
    private let arguments: [String]
    private let limitMilliseconds: Int64
    private var process: pid_t = 0
    private var began = BootTime(nanoseconds: 0)
    private var isEnded = false

    /// Makes a command from a program's absolute path and its arguments; `limitMilliseconds` is how
    /// long it may run.
    public init(path: String, arguments: [String] = [], limitMilliseconds: Int64 = 10_000) {
        self.arguments = [path] + arguments
        self.limitMilliseconds = limitMilliseconds
    }

    deinit { if process > 0 { kill(-process, SIGKILL) } }

    /// Starts it; false when it still runs or does not start.
    public mutating func start(at now: BootTime) -> Bool {
        poll(at: now)
        guard process == 0 else { return false }
        let status = spawn()
        guard status == 0 else {
            process = 0
            state = .failed("did not start (error \(status))")
            return false
        }
        began = now
        isEnded = false
        state = .running
        return true
    }

    /// Looks whether it ended, and ends it when its time is over.
    public mutating func poll(at now: BootTime) {
        guard process > 0 else { return }
        var status: Int32 = 0
        let ended = unsafe waitpid(process, &status, WNOHANG)
        if ended == 0 {
            guard now.millisecondsSince(began) >= limitMilliseconds else { return }
            // It leads a group of its own: what it started ends with it. It is not waited for: a
            // program stuck in a relay's driver dies late, and this thread has alerts to raise.
            kill(-process, SIGKILL)
            isEnded = true
            state = .failed("ended after \(limitMilliseconds / 1_000) s")
            return
        }
        process = 0
        if isEnded { return }
        if ended < 0 {
            state = .failed("lost (error \(errno))")
        } else if status == 0 {
            state = .succeeded
        } else {
            let signal = status & 0x7f
            state = .failed(signal == 0 ? "exit \(status >> 8 & 0xff)" : "signal \(signal)")
        }
    }

    private mutating func spawn() -> Int32 {
        guard arguments[0].hasPrefix("/") else { return ENOENT }
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
        unsafe posix_spawnattr_setpgroup(&attributes, 0)
        // The station ignores and blocks signals that a program of the site counts on.
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        unsafe sigfillset(&signals)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        var files = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&files)
        defer { unsafe posix_spawn_file_actions_destroy(&files) }
        unsafe posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)
        var words = unsafe arguments.map { unsafe strdup($0) }
        defer { unsafe words.forEach { unsafe free($0) } }
        unsafe words.append(nil)
        var environment = unsafe [strdup("PATH=/usr/sbin:/usr/bin:/sbin:/bin"), nil]
        defer { unsafe environment.forEach { unsafe free($0) } }
        return unsafe posix_spawn(
            &process, arguments[0], &files, &attributes, words, &environment)
    }
}
