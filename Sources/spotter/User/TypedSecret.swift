import Glibc

/// A secret from standard input, so that it stands in no argument list and no shell history.
enum TypedSecret {
    /// Reads one line; on a terminal it is asked for and not shown.
    static func read(_ prompt: String) throws -> String {
        let isTerminal = isatty(STDIN_FILENO) == 1
        var before = termios()
        if isTerminal {
            _ = unsafe tcgetattr(STDIN_FILENO, &before)
            var silent = before
            silent.c_lflag &= ~tcflag_t(ECHO)
            _ = unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
            say(prompt)
        }
        defer {
            if isTerminal {
                _ = unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
                say("\n")
            }
        }
        guard let line = readLine(), !line.isEmpty else {
            throw Refusal("no passphrase came on standard input; type one, or pipe one line in.")
        }
        return line
    }

    private static func say(_ text: String) {
        let bytes = Array(text.utf8)
        _ = unsafe write(STDERR_FILENO, bytes, bytes.count)
    }
}
