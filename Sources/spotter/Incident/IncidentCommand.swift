import ArgumentParser
import Console
import Ledger
import Reports
import ResponseLog
import Store

/// `spotter incident`: one response, as its entries tell it.
struct IncidentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "incident", abstract: "Print one response: people, steps, doses, timeline.")

    /// How it comes out.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text
        case html
        case json
        case fhir
        case nemsis
    }

    @OptionGroup var data: DataOption

    @Argument(help: "The response's id, or its first characters.")
    var id: String

    @Option(help: "text, html (the first person's handover page), json, fhir or nemsis.")
    var format = Format.text

    func run() async throws {
        let file = try await IncidentFile(id, directory: data.path)
        defer { file.reader.close() }
        switch format {
        case .text: print(IncidentText(file.record).text, terminator: "")
        case .json: print(IncidentText(file.record).json)
        case .fhir:
            print(
                try ClinicalExport.fhir(try await ClinicalExport.people(file)), terminator: "")
        case .nemsis:
            print(
                try ClinicalExport.nemsis(try await ClinicalExport.people(file)), terminator: "")
        case .html:
            let sheet = try await file.sheet(try file.person(nil), site: "Site")
            let checkpoint = try await file.reader.newestCheckpoint()
            print(HandoverPage(sheet, checkpoint: checkpoint).file, terminator: "")
        }
    }
}
