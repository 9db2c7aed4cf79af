import Alerts
import ArgumentParser
import SignalCore

/// `spotter analyze`: the signal core over what was recorded.
struct AnalyzeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "analyze",
        abstract: "Indices, events, alerts, beats and breathing of a recorded series.",
        discussion: """
            With FILE: one series. With --archive instead: every watch that the station has stored, \
            under the limits it had and under those of --limits.

            --limits names a JSON object of the numbers that differ from Spotter's own, such as \
            {"lowPercent": 88}. Alerts are what the same machine would have raised that watches \
            people; what rests on people's entries is left out.
            """)

    @OptionGroup var data: DataOption

    @Argument(help: "A recorded series.")
    var file: String?

    @Option(
        help: ArgumentHelp(
            "\(SeriesFormat.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "format"))
    var format: SeriesFormat?

    @Option(help: ArgumentHelp("Samples a second, when not the format's usual.", valueName: "hz"))
    var rate: Int?

    @Option(help: ArgumentHelp("Limits to try, a JSON object.", valueName: "file"))
    var limits: String?

    @Flag(help: "Replay the station's stored watches.")
    var archive = false

    @Flag(help: "With --archive: drills too.")
    var drills = false

    @Flag(help: "Print one JSON document.")
    var json = false

    func validate() throws {
        guard archive == (file == nil) else {
            throw ValidationError("Name a FILE, or --archive.")
        }
        guard archive || format != nil else { throw ValidationError("A FILE needs its --format.") }
        guard !archive || (format == nil && rate == nil) else {
            throw ValidationError("--archive takes no --format and no --rate.")
        }
        if let rate {
            guard format?.isOxygen != true || rate == 1 else {
                throw ValidationError("Oxygen series have one value a second.")
            }
            guard format?.isOxygen == true || (25...500).contains(rate) else {
                throw ValidationError("--rate takes 25 to 500 samples a second.")
            }
        }
    }

    func run() async throws {
        let limits = try limits.map(LimitsFile.read)
        guard let file, let format else {
            return try await ArchiveWhatIf(
                directory: data.path, limits: limits, drills: drills
            ).run(json: json)
        }
        let series = try SeriesFile(file)
        switch format {
        case .spo2CSV:
            let analysis = OxygenAnalysis(percents: try series.percents(), limits: limits)
            print(json ? analysis.json : analysis.text)
        case .spo2Bytes:
            let analysis = OxygenAnalysis(bytes: series.bytes, limits: limits)
            print(json ? analysis.json : analysis.text)
        case .pleth7:
            let analysis = WaveAnalysis(
                series.bytes, rateHertz: rate ?? format.usualRateHertz)
            print(json ? analysis.json : analysis.text)
        case .pleth16:
            let analysis = WaveAnalysis(
                try series.samples16(), rateHertz: rate ?? format.usualRateHertz)
            print(json ? analysis.json : analysis.text)
        }
    }
}

extension SeriesFormat: ExpressibleByArgument {}
