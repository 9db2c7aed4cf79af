import ArgumentParser
import Ledger
import SiteReport
import Store

/// `spotter report month`: the site report of one month.
struct ReportMonthCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "month", abstract: "Print the site report of a month.",
        discussion: """
            The month is that of the site's own clock. Drills never count. The report is for the \
            site itself: small counts in it may tell who somebody is. Do not hand it out.
            """)

    /// How it comes out.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case html
        case csv
        case json
    }

    @OptionGroup var data: DataOption

    @Argument(help: "The month, such as 2026-10.")
    var month: String

    @Option(help: "html, csv or json.")
    var format = Format.html

    @Option(help: "What the site is called.")
    var site = "Site"

    func validate() throws {
        guard Month(month) != nil else {
            throw ValidationError("\(month) is no month; give it as 2026-10.")
        }
    }

    func run() async throws {
        guard let month = Month(month) else { return }
        let reader = try LedgerReader(directory: data.path)
        defer { reader.close() }
        let now = WallClock.system().now()
        let period = try await Self.period(month, reader)
        let facts = try await reader.facts(openedIn: period)
        let figures = ReportFigures(
            fromUnixMilliseconds: period.lowerBound, beforeUnixMilliseconds: period.upperBound,
            nowUnixMilliseconds: now.recordedUnixMilliseconds, records: facts.records,
            watches: facts.watches, erasedWatches: facts.erasedWatches)
        let edition = ReportEdition(whole: figures)
        switch format {
        case .html:
            let page = ReportPage(
                edition, title: "\(site): \(month.text)",
                subtitle: now.recordedUnixMilliseconds < period.upperBound
                    ? "The month is not over: what is still to come is not in it."
                    : "Counted from the response log; drills left out.")
            print(page.html, terminator: "")
        case .csv: print(edition.csv, terminator: "")
        case .json: print(ReportJSON(edition, month: month.text).text)
        }
    }

    /// The month by the distance from UTC the site's clock had at each end of it.
    private static func period(
        _ month: Month, _ reader: LedgerReader
    ) async throws -> Range<Int64> {
        func moment(_ month: Month) async throws -> Int64 {
            let offset = try await reader.utcOffsetMinutes(
                writtenFrom: month.startUnixMilliseconds)
            return month.startUnixMilliseconds - Int64(offset ?? 0) * 60_000
        }
        let start = try await moment(month)
        return start..<max(start, try await moment(month.next))
    }
}
