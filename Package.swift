// swift-tools-version: 6.2
import PackageDescription

// One set of rules for every target of ours. Probed to build together on Swift 6.3.
let rules: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
    .strictMemorySafety(),
]

// Test macros expand to code that strict memory safety would have us mark by hand.
let testRules: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(
    name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let arguments = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "spotter",
    products: [
        .executable(name: "spotter", targets: ["spotter"]),
        .executable(name: "spotter-sim", targets: ["spotter-sim"]),
    ],
    dependencies: [
        .package(
            url: "https://github.com/hummingbird-project/hummingbird.git", exact: "2.28.1",
            traits: []),
        .package(
            url: "https://github.com/hummingbird-project/swift-mustache.git", exact: "2.1.1"),
        .package(url: "https://github.com/groue/GRDB.swift.git", exact: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log.git", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio.git", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-http-types.git", exact: "1.8.0"),
        .package(
            url: "https://github.com/swift-server/swift-service-lifecycle.git", exact: "2.13.0"),
        .package(
            url: "https://github.com/swiftlang/swift-subprocess.git", exact: "1.0.2", traits: []),
    ],
    targets: [
        // Pure modules: no I/O, no clock of their own.
        .target(name: "SignalCore", swiftSettings: rules),
        .target(name: "Alerts", dependencies: ["SignalCore"], swiftSettings: rules),
        .systemLibrary(
            name: "CSodium", path: "Sources/CSodium", pkgConfig: "libsodium",
            providers: [.apt(["libsodium-dev"])]),
        .target(name: "Ledger", dependencies: ["CSodium"], swiftSettings: rules),
        .target(name: "ResponseLog", dependencies: ["Ledger"], swiftSettings: rules),
        .target(
            name: "Reports", dependencies: ["ResponseLog", "SignalCore"], swiftSettings: rules),
        .target(
            name: "Exports", dependencies: ["Ledger", "Reports", "ResponseLog", "SignalCore"],
            swiftSettings: rules),
        .target(name: "SiteReport", dependencies: ["ResponseLog"], swiftSettings: rules),

        .systemLibrary(
            name: "CQrencode", path: "Sources/CQrencode", pkgConfig: "libqrencode",
            providers: [.apt(["libqrencode-dev"])]),
        .target(name: "QRCode", dependencies: ["CQrencode"], swiftSettings: rules),

        .target(name: "Sounds", dependencies: ["SignalCore"], swiftSettings: rules),
        .target(name: "People", swiftSettings: rules),

        // The machine: threads, ports, disk, network.
        .target(name: "Threads", dependencies: ["SignalCore"], swiftSettings: rules),
        .systemLibrary(
            name: "CAlsa", path: "Sources/CAlsa", pkgConfig: "alsa",
            providers: [.apt(["libasound2-dev"])]),
        .target(
            name: "Speaker", dependencies: ["CAlsa", "SignalCore", "Sounds", "Threads"],
            swiftSettings: rules),
        .target(
            name: "Store",
            dependencies: ["Ledger", "People", "ResponseLog", "SignalCore", "Threads", grdb],
            swiftSettings: rules),
        .target(
            name: "Station",
            dependencies: [
                "SignalCore", "Alerts", "Ledger", "ResponseLog", "Store", "Threads",
                "Discovery", "Drivers", "Link", "SerialPort", "Sounds", "Speaker", "People",
                logging,
                lifecycle,
            ],
            swiftSettings: rules),
        .target(
            name: "Console",
            dependencies: [
                "Station", "Reports", "ResponseLog", "Ledger", "Alerts", "SignalCore", "Sounds",
                "Store", "People", hummingbird, logging,
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Subprocess", package: "swift-subprocess"), "QRCode",
            ],
            resources: [.embedInCode("Assets"), .embedInCode("Templates")],
            swiftSettings: rules),
        .executableTarget(
            name: "spotter",
            dependencies: [
                "Console", "Station", "Store", "Ledger", "ResponseLog", "Reports", "Exports",
                "SiteReport",
                "Alerts", "SignalCore", "Threads", "Discovery", "Drivers", "Link", "SerialPort",
                "SimulatedOximeter", "SimulatedPatient", "People", arguments, logging, lifecycle,
                signals,
            ],
            swiftSettings: rules),

        // Oximeters.
        .systemLibrary(
            name: "CUdev", path: "Devices/CUdev", pkgConfig: "libudev",
            providers: [.apt(["libudev-dev"])]),
        .target(
            name: "SerialPort", dependencies: ["SignalCore", "Threads"], path: "Devices/SerialPort",
            swiftSettings: rules),
        .target(
            name: "HidPort", dependencies: ["SerialPort", "SignalCore", "Threads"],
            path: "Devices/HidPort", swiftSettings: rules),
        .target(
            name: "Discovery", dependencies: ["CUdev", "SignalCore", "Threads"],
            path: "Devices/Discovery",
            swiftSettings: rules),
        .target(
            name: "Drivers", dependencies: ["SignalCore"], path: "Devices/Drivers",
            exclude: [
                "ContecV5/NOTES.md",
                "ContecV7/NOTES.md",
                "ContecHID/NOTES.md",
                "BCI/NOTES.md",
                "NoninDF1/NOTES.md",
                "NoninDF2/NOTES.md",
                "NoninDF7/NOTES.md",
                "NoninDF8/NOTES.md",
                "NoninASCII/NOTES.md",
                "NellcorASCII/NOTES.md",
                "MasimoASCII1/NOTES.md",
            ], swiftSettings: rules),
        .target(
            name: "Link",
            dependencies: ["Drivers", "SignalCore", "SerialPort", "HidPort", "Threads"],
            path: "Devices/Link", swiftSettings: rules),

        // Simulated people and oximeters. Never depends on Drivers: an encoder and a decoder
        // that share code would share their mistakes.
        .target(
            name: "SimulatedPatient", path: "Simulators/SimulatedPatient", swiftSettings: rules),
        .target(
            name: "SimulatedOximeter", dependencies: ["SimulatedPatient", "Threads"],
            path: "Simulators/SimulatedOximeter", swiftSettings: rules),
        .executableTarget(
            name: "spotter-sim",
            dependencies: ["SimulatedOximeter", "SimulatedPatient", "Threads", arguments],
            path: "Simulators/spotter-sim", swiftSettings: rules),

        // Tests, one target a module.
        .testTarget(
            name: "SignalCoreTests", dependencies: ["SignalCore"], swiftSettings: testRules),
        .testTarget(
            name: "AlertsTests", dependencies: ["Alerts", "SignalCore"], swiftSettings: testRules),
        .testTarget(
            name: "SoundsTests", dependencies: ["Sounds", "SignalCore"], swiftSettings: testRules),
        .testTarget(
            name: "SpeakerTests", dependencies: ["Speaker", "Sounds", "SignalCore", "Threads"],
            swiftSettings: testRules),
        .target(name: "CAllocations", path: "Tests/CAllocations"),
        .testTarget(
            name: "AllocationTests",
            dependencies: ["Alerts", "CAllocations", "Drivers", "SignalCore"],
            swiftSettings: testRules),
        .testTarget(name: "QRCodeTests", dependencies: ["QRCode"], swiftSettings: testRules),
        .testTarget(name: "LedgerTests", dependencies: ["Ledger"], swiftSettings: testRules),
        .testTarget(
            name: "ResponseLogTests", dependencies: ["ResponseLog", "Ledger"],
            swiftSettings: testRules),
        .testTarget(name: "PeopleTests", dependencies: ["People"], swiftSettings: testRules),
        .testTarget(
            name: "ReportsTests", dependencies: ["Reports", "ResponseLog", "Ledger", "SignalCore"],
            swiftSettings: testRules),
        .testTarget(
            name: "ExportsTests",
            dependencies: ["Exports", "Reports", "ResponseLog", "Ledger", "SignalCore"],
            swiftSettings: testRules),
        .testTarget(
            name: "SiteReportTests", dependencies: ["SiteReport", "ResponseLog", "Ledger"],
            swiftSettings: testRules),
        .testTarget(
            name: "ThreadsTests", dependencies: ["Threads", "SignalCore"],
            swiftSettings: testRules),
        .testTarget(
            name: "StoreTests", dependencies: ["Store", "Ledger", "People", "ResponseLog", grdb],
            exclude: ["Fixtures"], swiftSettings: testRules),
        // The ledger of a busy site, for `make bench-archive`.
        .executableTarget(
            name: "archive-maker", dependencies: ["Store", "Ledger", "ResponseLog", grdb],
            path: "Tests/Benchmarks/ArchiveMaker", swiftSettings: testRules),
        // The pure kernels alone, for the instruction counts of `Tests/instructions`.
        .executableTarget(
            name: "kernels",
            dependencies: [
                "Alerts", "Drivers", "SignalCore", "SimulatedOximeter", "SimulatedPatient",
            ], path: "Tests/Benchmarks/Kernels", swiftSettings: testRules),
        .testTarget(
            name: "StationTests",
            dependencies: [
                "Station", "Store", "Ledger", "ResponseLog", "Alerts", "SignalCore", "Link",
                "Drivers", "Threads", "SimulatedOximeter", "SimulatedPatient",
            ],
            swiftSettings: testRules),
        .testTarget(
            name: "ConsoleTests",
            dependencies: [
                "Console", "Station", "Store", "Ledger", "ResponseLog", "Alerts", "SignalCore",
                "People", "Reports", hummingbird,
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ],
            swiftSettings: testRules),
        .testTarget(
            name: "SerialPortTests", dependencies: ["SerialPort", "Threads", "SignalCore"],
            swiftSettings: testRules),
        .testTarget(
            name: "HidPortTests", dependencies: ["HidPort", "SerialPort", "Threads", "SignalCore"],
            swiftSettings: testRules),
        .systemLibrary(
            name: "CUmockdev", path: "Tests/CUmockdev", pkgConfig: "umockdev-1.0",
            providers: [.apt(["libumockdev-dev"])]),
        .testTarget(
            name: "DiscoveryTests",
            dependencies: ["Discovery", "Threads", "SignalCore", "CUmockdev"],
            swiftSettings: testRules),
        .testTarget(
            name: "ChurnTests",
            dependencies: [
                "Station", "SignalCore", "SimulatedOximeter", "SimulatedPatient", "CUmockdev",
            ],
            swiftSettings: testRules),
        .testTarget(
            name: "DriversTests", dependencies: ["Drivers", "SignalCore", "SimulatedOximeter"],
            swiftSettings: testRules),
        .testTarget(
            name: "LinkTests",
            dependencies: [
                "Link", "Drivers", "SerialPort", "SignalCore", "Threads", "SimulatedOximeter",
                "SimulatedPatient",
            ],
            swiftSettings: testRules),
        .testTarget(
            name: "SimulatedPatientTests", dependencies: ["SimulatedPatient"],
            swiftSettings: testRules),
        .testTarget(
            name: "SimulatedOximeterTests",
            dependencies: ["SimulatedOximeter", "SimulatedPatient", "Threads", "SignalCore"],
            swiftSettings: testRules),
        .testTarget(name: "ArchitectureTests", swiftSettings: testRules),
    ],
    swiftLanguageModes: [.v6]
)
