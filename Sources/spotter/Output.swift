import Glibc

/// Writes a line to standard error, where progress belongs.
func printProgress(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = unsafe write(STDERR_FILENO, bytes, bytes.count)
}

/// Writes bytes to standard output as they are.
func writeOutput(_ bytes: [UInt8]) {
    var sent = 0
    while sent < bytes.count {
        let rest = Array(bytes[sent...])
        let count = unsafe write(STDOUT_FILENO, rest, rest.count)
        guard count > 0 else { return }
        sent += count
    }
}

/// Hands what was printed to whoever reads it now, also through a pipe.
func flushOutput() { fflush(nil) }

/// True when standard output is a terminal a person looks at.
var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
