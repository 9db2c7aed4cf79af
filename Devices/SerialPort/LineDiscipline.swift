import Glibc

/// The terminal settings of a line that carries bytes and nothing else.
struct LineDiscipline {
    private static let speeds: [(baud: Int, code: Int32)] = [
        (1_200, B1200), (2_400, B2400), (4_800, B4800), (9_600, B9600), (19_200, B19200),
        (38_400, B38400), (57_600, B57600), (115_200, B115200), (230_400, B230400),
        (460_800, B460800), (921_600, B921600),
    ]
    private static let parityBits = tcflag_t(PARENB | PARODD)

    let speed: speed_t
    let parity: LineSettings.Parity

    /// Nil when the speed is not one a port can be opened at.
    init?(_ line: LineSettings) {
        guard let row = Self.speeds.first(where: { $0.baud == line.baud }) else { return nil }
        speed = speed_t(row.code)
        parity = line.parity
    }

    /// The settings as found, made raw: no byte is changed, held back, echoed or taken as a signal.
    ///
    /// A pseudo-terminal is not asked for a check bit: it has none, and where nothing else changes
    /// the C library then calls the whole setting invalid.
    func applied(to found: termios, isPseudoTerminal: Bool = false) -> termios {
        var settings = found
        SystemCall.makeRaw(&settings)
        settings.c_iflag &= ~tcflag_t(IXON | IXOFF | IXANY | INPCK | IGNPAR | PARMRK)
        // HUPCL off: closing must not drop DTR, which some devices take for an order to stop.
        settings.c_cflag &=
            ~(tcflag_t(HUPCL | CSTOPB | PARENB | PARODD) | tcflag_t(CRTSCTS))
        settings.c_cflag |= tcflag_t(CLOCAL | CREAD | CS8)
        if parity != .none {
            if !isPseudoTerminal { settings.c_cflag |= parityBits }
            // A damaged byte is dropped, so that its frame comes out short, rather than passed on
            // with a wrong bit that could read as another oxygen value.
            settings.c_iflag |= tcflag_t(INPCK | IGNPAR)
        }
        settings.c_cc.5 = 0  // VTIME
        settings.c_cc.6 = 0  // VMIN
        SystemCall.setSpeed(speed, in: &settings)
        return settings
    }

    /// `tcsetattr` succeeds when any part was taken, so the settings are read back. A pseudo-terminal
    /// sends no check bit, whatever it is told.
    func refused(by settings: termios, isPseudoTerminal: Bool) -> Refusal? {
        let speeds = SystemCall.speed(in: settings)
        guard speeds.input == speed, speeds.output == speed else { return .speed }
        if isPseudoTerminal { return nil }
        return settings.c_cflag & Self.parityBits == parityBits ? nil : .parity
    }

    /// A setting that the port's driver did not take.
    enum Refusal {
        case speed
        case parity
    }

    private var parityBits: tcflag_t {
        switch parity {
        case .none: 0
        case .odd: tcflag_t(PARENB | PARODD)
        case .even: tcflag_t(PARENB)
        }
    }
}
