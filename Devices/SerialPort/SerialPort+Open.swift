import Glibc

extension SerialPort {
    /// Opens, claims and sets the port; whatever fails, no descriptor is left behind.
    static func openedDescriptor(
        path: String, line: LineSettings
    ) throws(SerialPortError) -> Int32 {
        guard let discipline = LineDiscipline(line) else {
            throw .unsupported(path: path, what: "\(line.baud) baud")
        }
        let isPseudoTerminal = try checkedKind(of: path)
        let descriptor = try rawDescriptor(path: path)
        do throws(SerialPortError) {
            try claim(descriptor, path: path, isPseudoTerminal: isPseudoTerminal)
            try set(
                descriptor, to: discipline, line: line, path: path,
                isPseudoTerminal: isPseudoTerminal)
        } catch {
            SystemCall.close(descriptor)
            throw error
        }
        SystemCall.discardStaleBytes(descriptor)
        return descriptor
    }

    /// Looks before opening, for opening can have effects; true for a pseudo-terminal.
    private static func checkedKind(of path: String) throws(SerialPortError) -> Bool {
        switch SystemCall.kind(of: path) {
        case .failure(let error):
            throw openError(error.number, path: path)
        case .success(let (mode, device)):
            guard mode & S_IFMT == S_IFCHR else { throw .notASerialPort(path: path) }
            // Majors 136 to 143 are the ends of pseudo-terminals (kernel, devices.txt).
            return (136...143).contains((device >> 8) & 0xfff)
        }
    }

    private static func rawDescriptor(path: String) throws(SerialPortError) -> Int32 {
        while true {
            switch SystemCall.open(path) {
            case .value(let descriptor): return Int32(descriptor)
            case .failed(EINTR): continue
            case .failed(let number): throw openError(number, path: path)
            }
        }
    }

    private static func openError(_ number: Int32, path: String) -> SerialPortError {
        switch number {
        case ENOENT, ENOTDIR, ENXIO, ENODEV: .notFound(path: path)
        case EACCES, EPERM: .noPermission(path: path)
        case EBUSY: .taken(path: path)
        case EIO: .gone(path: path)
        default: .system(call: "open", errno: number, path: path)
        }
    }

    private static func claim(
        _ descriptor: Int32, path: String, isPseudoTerminal: Bool
    ) throws(SerialPortError) {
        var settings = termios()
        switch SystemCall.attributes(of: descriptor, into: &settings) {
        case .value: break
        case .failed(EIO), .failed(ENODEV), .failed(ENXIO): throw .gone(path: path)
        case .failed: throw .notASerialPort(path: path)
        }
        // Root is let past the kernel's refusal, so the mark is looked at too.
        guard !SystemCall.isExclusive(descriptor) else { throw .taken(path: path) }
        if case .failed = SystemCall.lock(descriptor) { throw .taken(path: path) }
        // On a pseudo-terminal the mark outlives its owner for as long as the other end is open:
        // a station killed there could not open its port again. The lock alone guards those.
        if !isPseudoTerminal { _ = SystemCall.setExclusive(true, on: descriptor) }
    }

    private static func set(
        _ descriptor: Int32, to discipline: LineDiscipline, line: LineSettings, path: String,
        isPseudoTerminal: Bool
    ) throws(SerialPortError) {
        var settings = termios()
        try check(SystemCall.attributes(of: descriptor, into: &settings), "tcgetattr", path)
        let wanted = discipline.applied(to: settings, isPseudoTerminal: isPseudoTerminal)
        try check(SystemCall.setAttributes(wanted, of: descriptor), "tcsetattr", path)
        try check(SystemCall.attributes(of: descriptor, into: &settings), "tcgetattr", path)
        switch discipline.refused(by: settings, isPseudoTerminal: isPseudoTerminal) {
        case nil: break
        case .speed: throw .unsupported(path: path, what: "\(line.baud) baud")
        case .parity: throw .unsupported(path: path, what: "\(line.parity) parity")
        }
    }

    private static func check(
        _ outcome: SystemCall.Outcome, _ call: String, _ path: String
    ) throws(SerialPortError) {
        guard case .failed(let number) = outcome else { return }
        throw isGone(number) ? .gone(path: path) : .system(call: call, errno: number, path: path)
    }

    /// The numbers by which the kernel says that the device behind a descriptor is no more.
    static func isGone(_ number: Int32) -> Bool {
        number == EIO || number == ENODEV || number == ENXIO
    }
}
