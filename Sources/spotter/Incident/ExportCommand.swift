import ArgumentParser
import Exports
import Ledger
import Store

/// `spotter export`: the responses of a period, for clinical systems.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Print the responses of some days as FHIR or NEMSIS.",
        discussion: """
            FHIR is one R4 Bundle; NEMSIS is fragments of version 3.5.1 for an ambulance's own \
            chart, all "prior to this unit's care". Drills are left out. Days are the site's \
            own, the last one included.
            """)

    /// Which form.
    enum Form: String, CaseIterable, ExpressibleByArgument {
        case fhir
        case nemsis
    }

    @OptionGroup var data: DataOption

    @Argument(help: "fhir or nemsis.")
    var form: Form

    @Argument(help: "The first day, as in 2026-11-01.")
    var from: String

    @Argument(help: "The last day.")
    var to: String

    /// The most responses one file takes; more is asked for in parts.
    private static let most = 1000

    func validate() throws {
        for day in [from, to] where day.wholeMatch(of: /\d{4}-\d\d-\d\d/) == nil {
            throw ValidationError("\(day) is no day; days look like 2026-11-01.")
        }
        guard from <= to else { throw ValidationError("\(from) comes after \(to).") }
    }

    func run() async throws {
        let reader = try LedgerReader(directory: data.path)
        defer { reader.close() }
        var filter = IncidentFilter()
        filter.drill = false
        let list = try await reader.incidents(
            filter, mayReadFreeText: false, limit: Self.most + 1)
        let inside = list.incidents.filter {
            (from...to).contains(
                LocalDay.text($0.openedUnixMilliseconds, $0.utcOffsetMinutes))
        }
        guard list.incidents.count <= Self.most else {
            throw Refusal("there are more than \(Self.most) responses; export them one by one.")
        }
        var people: [ExportedPerson] = []
        for summary in inside.reversed() {
            let file = try await IncidentFile(summary.incident, directory: data.path)
            defer { file.reader.close() }
            people += try await ClinicalExport.people(file)
        }
        guard !people.isEmpty else {
            throw Refusal("there is no response from \(from) to \(to) in \(data.path).")
        }
        switch form {
        case .fhir: print(try ClinicalExport.fhir(people), terminator: "")
        case .nemsis: print(try ClinicalExport.nemsis(people), terminator: "")
        }
    }
}
