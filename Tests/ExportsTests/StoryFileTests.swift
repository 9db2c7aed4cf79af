import Foundation
import Testing

@testable import Exports

/// The two files `Tests/exports` shows to validators of others. Made again with
/// SPOTTER_WRITE_STORY=1.
@Suite("The story's files")
struct StoryFileTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "exports/story")

    static func check(_ name: String, _ text: String) throws {
        let file = folder.appending(path: name)
        if ProcessInfo.processInfo.environment["SPOTTER_WRITE_STORY"] == "1" {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
    }

    @Test("the validated FHIR is what is made")
    func fhir() throws { try Self.check("response.fhir.json", try ExportStory().bundle.json) }

    @Test("the validated NEMSIS is what is made")
    func nemsis() throws {
        let fragments = try ExportStory().people.map(NemsisFragment.init)
        try Self.check("response.nemsis.xml", NemsisFragment.file(fragments))
    }
}
