import Foundation
import Testing

@Suite("Architecture")
struct ArchitectureTests {
    private let manifest: Manifest

    init() throws { manifest = Manifest(try Repository.text("Package.swift")) }

    @Test("a module imports only what its row of the table allows", arguments: Module.all)
    func imports(module: Module) throws {
        let texts = try Repository.swiftTexts(module.folder)
        #expect(!texts.isEmpty || module.kind == .system, "no sources in \(module.folder)")
        let found = texts.flatMap { $0.forbiddenImports(module) }
        #expect(found == [])
    }

    @Test("the manifest and the table name the same modules and arrows")
    func manifestIsTheTable() {
        let targets = manifest.targets.filter {
            !$0.isTest
                && !["CUmockdev", "CAllocations", "archive-maker", "kernels"].contains($0.name)
        }
        #expect(Set(targets.map(\.name)) == Set(Module.all.map(\.name)))
        for module in Module.all {
            let target = targets.first { $0.name == module.name }
            let tooMany = target?.dependencies.subtracting(module.uses) ?? []
            let tooFew = module.uses.subtracting(target?.dependencies ?? [])
            #expect(tooMany == [], "\(module) depends on more in Package.swift than in the table")
            #expect(tooFew == [], "\(module) lacks dependencies in Package.swift")
        }
    }

    @Test func arrowsNeverGoRound() {
        #expect(cycle(in: manifest.arrows) == nil)
        #expect(
            cycle(in: .init(uniqueKeysWithValues: Module.all.map { ($0.name, $0.uses) })) == nil)
    }

    @Test("a library of others has one home", arguments: Module.homes.keys.sorted())
    func homes(library: String) throws {
        for module in Module.all where module.name != Module.homes[library] {
            let texts = try Repository.swiftTexts(module.folder)
            let found = texts.filter { $0.imports.contains { $0.module == library } }
            #expect(found.map(\.path) == [])
        }
    }

    @Test("pure modules reach no machine", arguments: Module.all.filter { $0.kind == .pure })
    func purity(module: Module) throws {
        let imports = try Repository.swiftTexts(module.folder).flatMap { $0.imports.map(\.module) }
        #expect(Module.machineModules.intersection(imports) == [])
        let reached = reach(module.name, manifest.arrows)
        let impure = Module.all.filter { reached.contains($0.name) && $0.kind == .machine }
        #expect(impure.map(\.name) == [])
    }

    @Test func theCoreImportsNothing() throws {
        let imports = try Repository.swiftTexts("Sources/SignalCore").flatMap(\.imports)
        #expect(imports.map(\.module) == [])
    }

    @Test("an encoder and a decoder that share code would share their mistakes")
    func simulatorsAndDriversAreStrangers() {
        let simulators: Set = ["SimulatedPatient", "SimulatedOximeter", "spotter-sim"]
        for simulator in simulators {
            #expect(!reach(simulator, manifest.arrows).contains("Drivers"))
        }
        #expect(reach("Drivers", manifest.arrows).isDisjoint(with: simulators))
    }

    @Test(
        "every module has a test target with tests",
        arguments: Module.all.filter { $0.kind == .pure || $0.kind == .machine })
    func isTested(module: Module) throws {
        let target = manifest.targets.first { $0.name == "\(module)Tests" && $0.isTest }
        #expect(target?.dependencies.contains(module.name) == true)
        let tests = try Repository.swiftTexts("Tests/\(module)Tests")
        #expect(tests.contains { $0.code.contains { $0.contains("@Test") } })
    }

    @Test("a test imports only what its target declares")
    func testImports() throws {
        let toolchain: Set = ["Testing", "Foundation", "Glibc", "Synchronization"]
        let ours = Set(manifest.targets.map(\.name))
        for target in manifest.targets.filter(\.isTest) {
            for text in try Repository.swiftTexts("Tests/\(target.name)") {
                let strange = text.imports.map(\.module).filter {
                    ours.contains($0) && !target.dependencies.contains($0)
                        && !toolchain.contains($0)
                }
                #expect(strange == [], "\(text.path): add it to \(target.name) in Package.swift")
            }
        }
    }
}

@Suite("House rules")
struct HouseTests {
    @Test("files are at most 400 lines long", arguments: Repository.folders)
    func sizes(folder: String) throws {
        let files = Repository.files(folder, ["swift", "js", "css", "py", "c"])
        #expect(!files.isEmpty)
        let found = try files.compactMap { tooLong(path: $0, try Repository.text($0)) }
        #expect(found == [])
    }

    @Test("no hole in the compiler's checks without its guard", arguments: Repository.folders)
    func holes(folder: String) throws {
        let found = try Repository.swiftTexts(folder).flatMap(\.unguardedHoles)
        #expect(found == [])
    }

    @Test("words the house does not use", arguments: Repository.folders)
    func words(folder: String) throws {
        let found = try Repository.swiftTexts(folder).flatMap(\.unwantedWords)
        #expect(found == [])
    }

    @Test func theTopLevelStaysAsItIs() throws {
        let allowed: Set = [
            "Package.swift", "Sources", "Tests", "Devices", "Simulators", "README.md", "Makefile",
            "LICENSE", "docs",
            // Never in git.
            "Package.resolved", "spotter-data",
        ]
        let names = try FileManager.default.contentsOfDirectory(atPath: Repository.root.path)
        #expect(names.filter { !$0.hasPrefix(".") && !allowed.contains($0) } == [])
    }
}
