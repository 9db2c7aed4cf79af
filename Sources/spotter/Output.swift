import Glibc

/// Writes a line to standard error, where progress belongs.
func printProgress(_ line: String) {
    unsafe fputs(line + "\n", stderr)
}

/// Hands what was printed to whoever reads it now, also through a pipe.
func flushOutput() { unsafe fflush(stdout) }

/// True when standard output is a terminal a person looks at.
var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
