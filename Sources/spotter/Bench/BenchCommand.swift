import ArgumentParser

/// `spotter bench`: how fast each kernel runs on this machine.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measure the speed of each kernel on this machine.",
        discussion: """
            Each figure is the median of several rounds. With --input, decode.* runs over that \
            file's bytes, indices and alerts over its oxygen values (spo2-u8), beats and \
            respiration over its waveform (ppg-u7 at 60 Hz), and each says what it found, so that \
            a script can check it.
            """)

    @Option(
        help: ArgumentHelp(
            "Only this one: \(BenchName.allCases.map(\.text).joined(separator: ", ")).",
            valueName: "name"))
    var only: BenchName?

    @Option(help: ArgumentHelp("Bytes to decode instead of generated ones.", valueName: "file"))
    var input: String?

    @Flag(help: "Print one JSON array.")
    var json = false

    func validate() throws {
        if let only, input != nil, !only.takesInput {
            throw ValidationError("\(only.text) reads no file; leave --input out.")
        }
    }

    func run() async throws {
        var results: [BenchResult] = []
        for name in only.map({ [$0] }) ?? BenchName.allCases {
            printProgress("\(name.text) …")
            results.append(try await result(name))
        }
        print(json ? BenchResult.json(results) : BenchResult.table(results))
    }

    private func result(_ name: BenchName) async throws -> BenchResult {
        switch name {
        case .decode(let family): try DecodeBench(family, input: input).run()
        case .readings: ReadingsBench().run()
        case .indices, .beats, .respiration, .alerts: try SignalBench(name, input: input).run()
        case .ledgerAppend: try await LedgerBench(entriesPerCommit: 1, commits: 150).run(name)
        case .ledgerAppendBatched:
            try await LedgerBench(entriesPerCommit: 100, commits: 50).run(name)
        }
    }
}
