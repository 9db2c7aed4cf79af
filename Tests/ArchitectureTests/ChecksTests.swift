import Testing

/// Every check is seen to find a planted fault and to let a sound file pass.
@Suite("The checks themselves")
struct ChecksTests {
    private let core = Module("Core", .pure, "Sources/Core", uses: ["Base"])

    @Test(
        "imports in every spelling",
        arguments: [
            ("import Glibc", ["Glibc"]),
            ("public import Base", ["Base"]),
            ("@testable import Base", ["Base"]),
            ("@preconcurrency public import Foundation", ["Foundation"]),
            ("import struct Foundation.Date", ["Foundation"]),
            ("import Foundation.NSDate // why", ["Foundation"]),
            ("import Base; import Glibc", ["Base", "Glibc"]),
            ("    internal import Glibc", ["Glibc"]),
            ("// import Glibc", []),
            ("let text = \"import Glibc\"", []),
            ("let text = \"\"\"\n    import Glibc\n    \"\"\"\nimport Base", ["Base"]),
            ("importance = 3", []),
        ] as [(String, [String])])
    func imports(text: String, expected: [String]) {
        #expect(SwiftText(text).imports.map(\.module) == expected)
    }

    @Test func aForbiddenImportIsFound() {
        let text = SwiftText("/// Sound.\nimport Base\npublic import Drivers\n")
        #expect(text.forbiddenImports(core).map(\.line) == [3])
        #expect(SwiftText("import Base").forbiddenImports(core) == [])
    }

    @Test(
        "holes without a guard are found",
        arguments: [
            ("final class A: @unchecked Sendable {}", 1),
            ("nonisolated(unsafe) var a = 0", 1),
            ("@preconcurrency import Glibc", 1),
            ("// Some words.\nnonisolated(unsafe) var a = 0", 1),
            ("// Guarded by `lock`.\nnonisolated(unsafe) var a = 0", 0),
            ("nonisolated(unsafe) var a = 0  // guarded by the mutex above", 0),
            ("// Guarded by `lock`.\nvar b = 1\nnonisolated(unsafe) var a = 0", 1),
            ("// never write @unchecked Sendable", 0),
            ("let words = \"@unchecked Sendable\"", 0),
        ])
    func holes(text: String, count: Int) {
        #expect(SwiftText(text).unguardedHoles.count == count)
    }

    @Test(
        "unwanted words are found",
        arguments: [
            ("fatalError(\"never\")", 1), ("final class LinkManager {}", 1),
            ("struct StringUtils {", 1), ("let x = 1  // TODO later", 1), ("// FIXME", 1),
            ("struct Managerial {}", 0), ("precondition(x > 0, \"x is positive\")", 0),
            ("let note = \"TODO\"", 0),
        ])
    func words(text: String, count: Int) {
        #expect(SwiftText(text).unwantedWords.count == count)
    }

    @Test("the first line too many is found", arguments: [(400, false), (401, true)])
    func length(lines: Int, isTooLong: Bool) {
        let text = String(repeating: "x\n", count: lines)
        #expect((tooLong(path: "a", text) != nil) == isTooLong)
    }

    private static let manifest = """
        let rules = [.a("b")]
        let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
        let package = Package(name: "p", targets: [
            // .target(name: "Commented"),
            .target(name: "A", swiftSettings: rules),
            .systemLibrary(name: "C", path: "x", providers: [.apt(["libc"])]),
            .target(
                name: "B",
                dependencies: ["A", "C", grdb, .product(name: "NIOCore", package: "swift-nio")],
                resources: [.embedInCode("Assets")]),
            .testTarget(name: "BTests", dependencies: ["B"]),
        ])
        """

    @Test func readsAManifest() {
        #expect(
            Manifest(Self.manifest).targets == [
                .init(name: "A", isTest: false, dependencies: []),
                .init(name: "C", isTest: false, dependencies: []),
                .init(name: "B", isTest: false, dependencies: ["A", "C"]),
                .init(name: "BTests", isTest: true, dependencies: ["B"]),
            ])
    }

    @Test func aWayRoundIsFound() {
        #expect(cycle(in: ["A": ["B"], "B": ["C"], "C": []]) == nil)
        #expect(cycle(in: ["A": ["B", "C"], "B": ["C"]]) == nil)
        #expect(cycle(in: ["A": ["B"], "B": ["C"], "C": ["A"]]) == ["A", "B", "C", "A"])
        #expect(cycle(in: ["A": ["A"]]) == ["A", "A"])
    }

    @Test func reachGoesAllTheWay() {
        #expect(reach("A", ["A": ["B"], "B": ["C"], "D": ["E"]]) == ["B", "C"])
    }

    @Test(
        "broken links and names in pages are found",
        arguments: [
            ("see [there](docs/none-such.md)", 1), ("see [here](README.md)", 0),
            ("see [far](https://example.org/x)", 0), ("`NoneSuch.swift` does it", 1),
            ("`ModuleTable.swift` does it", 0), ("held by `noSuchTest()`", 1),
            ("held by `aWayRoundIsFound()`", 0),
        ])
    func pages(text: String, count: Int) throws {
        #expect(try Page(path: "page.md", text).findings(Known.inRepository.get()).count == count)
    }
}
