import ArgumentParser
import Drivers
import Link
import SignalCore

/// `spotter decode`: recorded bytes to samples, offline.
struct DecodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decode", abstract: "Turn recorded bytes into samples.",
        discussion: """
            A row is a sample of its own message: what another message said is not repeated. Samples
            from a device's memory carry the flag stored.
            """)

    @Argument(help: "A file of bytes, a recording of spotter record, or text with --hex.")
    var file: String

    @Option(
        help: ArgumentHelp(
            "The family that made the bytes; auto takes the one whose messages explain most of them.",
            valueName: "family"))
    var family: FamilyArgument

    @Flag(
        help: "The file is hexadecimal text; anything from a # to the end of a line is a comment.")
    var hex = false

    @Flag(help: "Print comma-separated values.")
    var csv = false

    @Flag(help: "Print one JSON object a line, with what was skipped and why.")
    var jsonl = false

    @Flag(help: "Add when each sample's bytes were read; needs a recording.")
    var timed = false

    func validate() throws {
        if csv && jsonl { throw ValidationError("Choose --csv or --jsonl.") }
    }

    func run() throws {
        let source = try ByteSource(file, hex: hex)
        if timed, !source.isTimed {
            throw Refusal("\(file) holds no times; --timed needs a recording of spotter record.")
        }
        var output = DecodeOutput(form: csv ? .csv : jsonl ? .jsonl : .table, timed: timed)
        output.begin()
        var pump = FamilyPump(try family.family ?? FamilyGuess.of(source, file))
        try source.forEachChunk { bytes, milliseconds in
            output.milliseconds = milliseconds
            pump.feed(bytes, into: &output)
        }
        pump.finish(into: &output)
        output.end(pump.counters)
    }
}

/// Samples and skips as `spotter decode` prints them.
struct DecodeOutput: FrameConsumer {
    enum Form {
        case table
        case csv
        case jsonl
    }

    let form: Form
    let timed: Bool
    /// When the present chunk was read, from the start of the recording.
    var milliseconds: Int64 = 0
    private var index = 0
    private var lines = ""
    private var last = Sample()

    init(form: Form, timed: Bool) {
        self.form = form
        self.timed = timed
    }

    mutating func begin() {
        guard form == .csv else { return }
        write(
            "index,spo2Percent,pulseBpm,pleth,perfusionIndexPercent,flags"
                + (timed ? ",atMilliseconds" : ""))
    }

    mutating func take(_ sample: Sample) { print(sample) }

    mutating func takeStored(_ sample: Sample) { print(sample) }

    private mutating func print(_ sample: Sample) {
        switch form {
        case .table: keepLast(of: sample)
        case .csv: write(csvRow(sample))
        case .jsonl: write(jsonRow(sample))
        }
        index += 1
    }

    mutating func skipped(_ count: Int, at offset: UInt64, _ why: SkipReason) {
        guard form == .jsonl else { return }
        write(
            JSONText.object([
                ("type", .text("skip")), ("offset", .integer(Int64(offset))),
                ("bytes", .integer(Int64(count))),
                ("why", .text(why.rawValue)),
            ]))
    }

    mutating func end(_ counters: FrameCounters) {
        switch form {
        case .csv: break
        case .jsonl:
            write(
                JSONText.object([
                    ("type", .text("summary")), ("frames", .integer(Int64(counters.frames))),
                    ("samples", .integer(Int64(index))),
                    ("skippedBytes", .integer(Int64(counters.skippedBytes))),
                ]))
        case .table:
            write(
                "\(counters.frames) frames, \(index) samples, "
                    + "\(counters.skippedBytes) bytes skipped")
            if index > 0 {
                write("last: SpO2 \(text(last.spo2Percent)) %, pulse \(text(last.pulseBpm)) bpm")
            }
        }
        flush()
    }

    /// The newest of each number, which need not come in one message.
    private mutating func keepLast(of sample: Sample) {
        guard sample.flags.isDisjoint(with: .noReading) else {
            last = Sample()
            return
        }
        last.spo2Percent = sample.spo2Percent ?? last.spo2Percent
        last.pulseBpm = sample.pulseBpm ?? last.pulseBpm
    }

    private func csvRow(_ sample: Sample) -> String {
        var row = "\(index),\(cell(sample.spo2Percent)),\(cell(sample.pulseBpm)),"
        row += "\(cell(sample.pleth)),\(sample.perfusionHundredths.map(hundredths) ?? ""),"
        row += sample.flags.names.joined(separator: "|")
        return timed ? row + ",\(milliseconds)" : row
    }

    private func jsonRow(_ sample: Sample) -> String {
        let perfusion = sample.perfusionHundredths.map(hundredths) ?? "null"
        let flags = sample.flags.names.map(JSONText.quoted).joined(separator: ",")
        return "{\"type\":\"sample\",\"index\":\(index),"
            + "\"spo2Percent\":\(json(sample.spo2Percent)),\"pulseBpm\":\(json(sample.pulseBpm)),"
            + "\"pleth\":\(json(sample.pleth)),\"perfusionIndexPercent\":\(perfusion),"
            + "\"flags\":[\(flags)]" + (timed ? ",\"atMilliseconds\":\(milliseconds)" : "") + "}"
    }

    private func cell(_ value: (some BinaryInteger)?) -> String { value.map { "\($0)" } ?? "" }
    private func json(_ value: (some BinaryInteger)?) -> String { value.map { "\($0)" } ?? "null" }
    private func text(_ value: (some BinaryInteger)?) -> String { value.map { "\($0)" } ?? "–" }

    /// Hundredths as a decimal: 321 is 3.21.
    private func hundredths(_ value: UInt16) -> String {
        let rest = value % 100
        return "\(value / 100).\(rest < 10 ? "0" : "")\(rest)"
    }

    private mutating func write(_ line: String) {
        lines += line
        lines += "\n"
        if lines.utf8.count > 65_536 { flush() }
    }

    private mutating func flush() {
        Swift.print(lines, terminator: "")
        lines = ""
        flushOutput()
    }
}
