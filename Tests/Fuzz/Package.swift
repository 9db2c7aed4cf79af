// swift-tools-version: 6.2
import PackageDescription

// The pure modules again, built so that libFuzzer sees which branches an input takes. A package of
// its own, because these flags belong to nothing that people run.
let rules: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
    .strictMemorySafety(),
    .unsafeFlags(["-sanitize=fuzzer"]),
]

let notes = [
    "ContecV5", "ContecV7", "ContecHID", "BCI", "NoninDF1", "NoninDF2", "NoninDF7", "NoninDF8",
    "NoninASCII", "NellcorASCII", "MasimoASCII1",
].map { $0 + "/NOTES.md" }

let package = Package(
    name: "fuzz",
    targets: [
        .target(name: "SignalCore", swiftSettings: rules),
        .target(
            name: "Drivers", dependencies: ["SignalCore"], exclude: notes, swiftSettings: rules),
        .systemLibrary(name: "CFuzzer"),
        .executableTarget(
            name: "fuzz", dependencies: ["Drivers", "SignalCore", "CFuzzer"],
            swiftSettings: rules,
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]),
    ],
    swiftLanguageModes: [.v6]
)
