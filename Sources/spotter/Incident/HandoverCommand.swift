import ArgumentParser
import Console
import Reports
import Store

/// `spotter handover`: the page for the ambulance crew.
struct HandoverCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "handover", abstract: "Print the handover page of a response.",
        discussion: """
            One page for each person of a response, in the order ambulance crews take it. It can be \
            made while the response runs. PDF needs Debian's weasyprint.
            """)

    /// How the page comes out.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text
        case html
        case pdf
    }

    @OptionGroup var data: DataOption

    @Argument(help: "The response's id, or its first characters.")
    var id: String

    @Option(help: "Which person, by handle or watch (else the first).")
    var person: String?

    @Option(help: "text, html or pdf.")
    var format = Format.text

    @Option(help: "What the site is called.")
    var site = "Site"

    func run() async throws {
        let file = try await IncidentFile(id, directory: data.path)
        defer { file.reader.close() }
        let sheet = try await file.sheet(try file.person(person), site: site)
        let checkpoint = try await file.reader.newestCheckpoint()
        switch format {
        case .text: print(sheet.text, terminator: "")
        case .html: print(HandoverPage(sheet, checkpoint: checkpoint).file, terminator: "")
        case .pdf:
            let page = HandoverPage(sheet, checkpoint: checkpoint)
            guard let bytes = try await PrintedPage.pdf(html: page.file) else {
                throw Refusal("weasyprint is not installed (apt-get install weasyprint).")
            }
            writeOutput(bytes)
        }
    }
}
