import Foundation
import Testing

/// What pages may refer to.
struct Known {
    var swiftFiles: Set<String>
    var tests: Set<String>

    /// Read once: half a million letters.
    static let inRepository = Result { try read() }

    private static func read() throws -> Known {
        let files = Repository.folders.flatMap { Repository.files($0, ["swift"]) }
        var tests: Set<String> = []
        for text in try Repository.swiftTexts("Tests") {
            for line in text.code {
                if let name = line.firstMatch(of: #/func (\w+)\(/#)?.1 {
                    tests.insert(String(name))
                }
            }
        }
        return Known(
            swiftFiles: Set(files.map { ($0 as NSString).lastPathComponent }), tests: tests)
    }
}

/// A page of documentation.
struct Page {
    var path: String
    var lines: [String]

    init(path: String, _ text: String) {
        self.path = path
        lines = text.components(separatedBy: "\n")
    }

    /// Links that lead nowhere, and files and tests (`name()`) that are not there.
    func findings(_ known: Known) -> [Finding] {
        lines.enumerated().flatMap { place, line in
            (brokenLinks(line) + missingFiles(line, known) + missingTests(line, known)).map {
                Finding(path: path, line: place + 1, what: $0)
            }
        }
    }

    private func brokenLinks(_ line: String) -> [String] {
        line.matches(of: #/\]\(([^)#\s]+)[^)]*\)/#).map { String($0.1) }.filter {
            !$0.contains("://")
        }.filter { target in
            let folder = (path as NSString).deletingLastPathComponent
            return !Repository.exists(folder.isEmpty ? target : "\(folder)/\(target)")
        }.map { "the link leads nowhere: \($0)" }
    }

    private func missingFiles(_ line: String, _ known: Known) -> [String] {
        line.matches(of: #/`[\w\/-]*?([\w+]+\.swift)`/#).map { String($0.1) }
            .filter { $0 != "Package.swift" && !known.swiftFiles.contains($0) }
            .map { "there is no file \($0)" }
    }

    private func missingTests(_ line: String, _ known: Known) -> [String] {
        line.matches(of: #/`(\w+)\(\)`/#).map { String($0.1) }
            .filter { !known.tests.contains($0) }.map { "there is no test \($0)()" }
    }
}

@Suite("Documents")
struct DocumentTests {
    static let pages =
        ["README.md"] + Repository.files("docs", ["md"])
        + Repository.files("Devices", ["md"])

    @Test("what a page names is there", arguments: pages)
    func namesAreTrue(path: String) throws {
        let page = Page(path: path, try Repository.text(path))
        let found = page.findings(try Known.inRepository.get())
        #expect(found == [])
    }

    @Test("the architecture page has every module", arguments: Module.all)
    func everyModuleIsDescribed(module: Module) throws {
        #expect(try Repository.text("docs/architecture.md").contains("| `\(module)` |"))
    }

    @Test("the third-party page has every package of the manifest")
    func everyPackageIsNamed() throws {
        let manifest = try Repository.text("Package.swift")
        let page = try Repository.text("docs/third-party.md")
        let packages = manifest.matches(of: #/url: "https:\/\/[^"]+\/([^"\/]+?)(\.git)?"/#)
        #expect(!packages.isEmpty)
        for package in packages { #expect(page.contains(package.1), "\(package.1) is missing") }
    }

    @Test("the third-party page has every Debian package", arguments: ["run", "test", "usb"])
    func everyDebianPackageIsNamed(list: String) throws {
        let page = try Repository.text("docs/third-party.md")
        let lines = try Repository.text(".ci/packages-\(list).txt").split(separator: "\n")
        let names = lines.filter { !$0.hasPrefix("#") }.compactMap {
            $0.split(separator: " ").first
        }
        #expect(!names.isEmpty)
        for name in names { #expect(page.contains("`\(name)`"), "\(name) is missing") }
    }
}
