import ResponseLog
import Testing

@testable import SiteReport

@Suite("The editions of a report")
struct ReportEditionTests {
    /// Responses of a seeded month, with somebody's role in each.
    static func figures(_ seed: UInt64, responses: Int) throws -> ReportFigures {
        var random = Seeded(seed)
        let records = try (0..<responses).map { _ in
            var record = try random.response()
            record.roles["a"] = .worker
            return record
        }
        return ReportFiguresTests.report(records)
    }

    @Test("a release holds no small count, nothing of workers, no shortest or longest time")
    func release() throws {
        let seed = UInt64.random(in: .min ... .max)
        print("release: seed \(seed)")
        for (round, responses) in [0, 3, 15, 60, 400].enumerated()
            as EnumeratedSequence<[Int]>
        {
            let figures = try Self.figures(seed &+ UInt64(round), responses: responses)
            let release = ReportEdition(release: figures)
            for figure in figures.figures {
                for line in release.lines(of: figure) {
                    if case .value(let count)? = line.count {
                        #expect(count == 0 || count >= 10, "seed \(seed): \(figure.id)")
                        #expect(figure.subject != .workers)
                    }
                    #expect(!line.measures.contains { $0.key == "shortestSeconds" })
                    #expect(!line.measures.contains { $0.key == "longestSeconds" })
                    for measure in line.measures where line.count == .leftOut {
                        #expect(measure.number == .leftOut, "seed \(seed): \(figure.id)")
                    }
                }
            }
            // Of a large site most is shown: leaving everything out would be no report.
            if responses == 400 {
                let lines = figures.figures.filter { $0.subject == .people }
                    .flatMap(release.lines)
                let shown = lines.count { $0.count != .leftOut }
                print("release: \(shown) of \(lines.count) lines shown")
                #expect(shown * 3 > lines.count * 2)
            }
        }
    }

    @Test("the sum of amounts goes when the amount of one route does")
    func amounts() throws {
        var records: [IncidentRecord] = []
        for number in 0..<30 as Range<Int64> {
            var told = ToldResponse(openedAt: 2_000 + number)
            let route: Dose.Route = number == 0 ? .intravenous : .intranasal
            told.care(.dose(try Dose(route: route, amountMicrograms: 400)), after: 10)
            records.append(try told.record())
        }
        let figures = ReportFiguresTests.report(records)
        let doses = try #require(figures.figure("doses"))
        let release = ReportEdition(release: figures).lines(of: doses)
        #expect(release.allSatisfy { $0.measures.map(\.number) == [.leftOut] })
        let whole = ReportEdition(whole: figures).lines(of: doses)
        #expect(whole.first?.measures.first?.number == .value(12_000))
    }

    @Test("CSV and page say the same numbers, and what is left out or not known")
    func files() throws {
        let figures = try Self.figures(7, responses: 15)
        let csv = ReportEdition(release: figures).csv
        let lines = csv.split(separator: "\r\n")
        #expect(lines.first == "figure,line,words,measure,value,state")
        #expect(lines.contains("helpers,worker,worker,count,,left-out"))
        #expect(csv.contains(",not-known"))
        // No title or definition is in the file, so no field of it needs a comma.
        #expect(lines.allSatisfy { $0.count { $0 == "," } == 5 || $0.contains("\"") })
        let page = ReportPage(
            ReportEdition(release: figures), title: "A <b> & \"site\"", subtitle: "x"
        ).html
        #expect(page.contains("A &lt;b&gt; &amp; &quot;site&quot;"))
        #expect(!page.contains("<script"))
        #expect(page.contains(">left out<"))
        #expect(page.contains("Counts below 10"))
        for figure in figures.figures { #expect(page.contains(figure.title)) }
        let whole = ReportPage(ReportEdition(whole: figures), title: "x", subtitle: "x").html
        #expect(whole.contains("<svg") && !whole.contains(">left out<"))
    }
}
