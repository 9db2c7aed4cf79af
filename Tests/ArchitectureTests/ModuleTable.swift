/// One row of the table: what a module may import, and why for everything that is not ours.
struct Module: Sendable, CustomStringConvertible {
    enum Kind: Sendable {
        /// No I/O and no clock of its own: tests need no machine.
        case pure
        /// Threads, ports, disk, network.
        case machine
        /// A program.
        case program
        /// A C library of the system.
        case system
    }

    var name: String
    var kind: Kind
    var folder: String
    /// Modules of ours.
    var uses: Set<String>
    /// Modules of others, each with the reason.
    var outside: [String: String]

    init(
        _ name: String, _ kind: Kind, _ folder: String, uses: Set<String> = [],
        outside: [String: String] = [:]
    ) {
        self.name = name
        self.kind = kind
        self.folder = folder
        self.uses = uses
        self.outside = outside
    }

    var description: String { name }

    /// Everything its files may import.
    var imports: Set<String> { uses.union(outside.keys) }
}

extension Module {
    /// The table of allowed imports. A row grows only with a reason; docs/architecture.md shows it.
    static let all: [Module] = [
        Module("SignalCore", .pure, "Sources/SignalCore"),
        Module("Alerts", .pure, "Sources/Alerts", uses: ["SignalCore"]),
        Module("Sounds", .pure, "Sources/Sounds", uses: ["SignalCore"]),
        Module("People", .pure, "Sources/People"),
        Module("CSodium", .system, "Sources/CSodium"),
        Module("Ledger", .pure, "Sources/Ledger", uses: ["CSodium"]),
        Module("ResponseLog", .pure, "Sources/ResponseLog", uses: ["Ledger"]),
        Module("Reports", .pure, "Sources/Reports", uses: ["ResponseLog", "SignalCore"]),
        Module(
            "Exports", .pure, "Sources/Exports",
            uses: ["Ledger", "Reports", "ResponseLog", "SignalCore"]),
        Module("SiteReport", .pure, "Sources/SiteReport", uses: ["ResponseLog"]),
        Module("CQrencode", .system, "Sources/CQrencode"),
        Module("QRCode", .pure, "Sources/QRCode", uses: ["CQrencode"]),
        Module("Drivers", .pure, "Devices/Drivers", uses: ["SignalCore"]),
        Module("SimulatedPatient", .pure, "Simulators/SimulatedPatient"),

        Module(
            "Threads", .machine, "Sources/Threads", uses: ["SignalCore"],
            outside: ["Glibc": "pthread, poll, the boot clock", "Synchronization": "the mailbox"]),
        Module("CAlsa", .system, "Sources/CAlsa"),
        Module(
            "Speaker", .machine, "Sources/Speaker",
            uses: ["CAlsa", "SignalCore", "Sounds", "Threads"],
            outside: [
                "Glibc": "a command's process", "Synchronization": "the pattern last asked for",
            ]),
        Module(
            "Store", .machine, "Sources/Store",
            uses: ["Ledger", "People", "ResponseLog", "SignalCore", "Threads"],
            outside: [
                "GRDB": "SQLite", "Glibc": "locks, file sizes, fsync",
                "Synchronization": "the queue to the writer's thread",
                "Foundation": "GRDB's file attributes",
            ]),
        Module(
            "Station", .machine, "Sources/Station",
            uses: [
                "SignalCore", "Alerts", "Ledger", "ResponseLog", "Store", "Threads", "Discovery",
                "Drivers", "Link", "SerialPort", "Sounds", "Speaker", "People",
            ],
            outside: [
                "Logging": "what an operator reads", "ServiceLifecycle": "ordered start and stop",
                "Synchronization": "the board and the book", "Glibc": "signals and the disk",
            ]),
        Module(
            "Console", .machine, "Sources/Console",
            uses: [
                "Station", "Reports", "ResponseLog", "Ledger", "Alerts", "SignalCore", "Sounds",
                "Store", "QRCode", "People",
            ],
            outside: [
                "Subprocess": "the program that makes a PDF of a page",
                "Hummingbird": "HTTP", "HummingbirdCore": "its server's limits",
                "HTTPTypes": "header names", "NIOCore": "byte buffers",
                "NIOHTTPTypes": "request parts", "Mustache": "pages",
                "Logging": "what an operator reads", "Synchronization": "counts of clients",
            ]),
        Module(
            "spotter", .program, "Sources/spotter",
            uses: [
                "Console", "Station", "Store", "Ledger", "ResponseLog", "Reports", "Exports",
                "SiteReport",
                "Alerts", "SignalCore", "Threads", "Discovery", "Drivers", "Link", "SerialPort",
                "SimulatedOximeter", "SimulatedPatient", "People",
            ],
            outside: [
                "ArgumentParser": "the command line", "Logging": "standard error",
                "ServiceLifecycle": "stops on a signal", "UnixSignals": "stops on a signal",
                "Glibc": "the terminal", "Synchronization": "counts shared with a link's thread",
                "Foundation": "limits in a file of JSON",
            ]),

        Module("CUdev", .system, "Devices/CUdev"),
        Module(
            "SerialPort", .machine, "Devices/SerialPort", uses: ["SignalCore", "Threads"],
            outside: ["Glibc": "termios, poll, read, write"]),
        Module(
            "HidPort", .machine, "Devices/HidPort", uses: ["SerialPort", "SignalCore", "Threads"],
            outside: ["Glibc": "hidraw, poll, read, write"]),
        Module(
            "Discovery", .machine, "Devices/Discovery", uses: ["CUdev", "SignalCore", "Threads"],
            outside: ["Glibc": "sysfs and locks", "Synchronization": "the followers"]),
        Module(
            "Link", .machine, "Devices/Link",
            uses: ["Drivers", "SignalCore", "SerialPort", "HidPort", "Threads"],
            outside: ["Glibc": "recordings", "Synchronization": "stop and counters"]),

        Module(
            "SimulatedOximeter", .machine, "Simulators/SimulatedOximeter",
            uses: ["SimulatedPatient", "Threads"],
            outside: ["Glibc": "pseudo-terminals", "Synchronization": "orders to a seat's thread"]),
        Module(
            "spotter-sim", .program, "Simulators/spotter-sim",
            uses: ["SimulatedOximeter", "SimulatedPatient", "Threads"],
            outside: ["ArgumentParser": "the command line", "Glibc": "the terminal"]),
    ]

    /// Modules of others that stand in one module only, and which.
    static let homes = [
        "GRDB": "Store", "Hummingbird": "Console", "HummingbirdCore": "Console",
        "Mustache": "Console", "CUdev": "Discovery", "CSodium": "Ledger", "CAlsa": "Speaker",
        "CQrencode": "QRCode",
    ]

    /// What ties code to a machine or to its clock.
    static let machineModules: Set<String> = [
        "Glibc", "Foundation", "FoundationEssentials", "Dispatch", "Synchronization", "Musl",
    ]
}
