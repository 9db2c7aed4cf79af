/// One kernel's speed.
struct BenchResult {
    /// What a script compares with its own reckoning over the same input.
    struct Found {
        var count: UInt64
        var spo2Percent: UInt64
        var pulseBpm: UInt64
        var pleth: UInt64
    }

    var name: BenchName
    var unit: String
    var perSecond: Double
    var found: Found?
    /// How many samples a series had, and how many events of each name were found in it.
    var events: (count: Int, found: [(name: String, count: Int)])?

    /// How many units a second went through in the middle one of several rounds.
    static func medianPerSecond(units: Double, _ rounds: [Duration]) -> Double {
        let sorted = rounds.sorted()
        return units / sorted[sorted.count / 2].seconds
    }

    private var jsonText: String {
        var text =
            "{\"name\":\(JSONText.quoted(name.text)),\"unit\":\"\(unit)\","
            + "\"perSecond\":\(Int64(perSecond.rounded()))"
        if let found {
            text += ",\"count\":\(found.count),\"sums\":{\"spo2Percent\":\(found.spo2Percent),"
            text += "\"pulseBpm\":\(found.pulseBpm),\"pleth\":\(found.pleth)}"
        }
        if let events {
            let found = events.found.map { "\(JSONText.quoted($0.name)):\($0.count)" }
            text += ",\"count\":\(events.count),\"events\":{" + found.joined(separator: ",") + "}"
        }
        return text + "}"
    }

    static func json(_ results: [BenchResult]) -> String {
        "[" + results.map(\.jsonText).joined(separator: ",\n ") + "]"
    }

    static func table(_ results: [BenchResult]) -> String {
        results.map { result in
            let name = result.name.text
            let number = grouped(Int64(result.perSecond.rounded()))
            return name + spaces(24 - name.count) + spaces(15 - number.count) + number
                + " \(result.unit) a second"
        }.joined(separator: "\n")
    }

    private static func spaces(_ count: Int) -> String {
        String(repeating: " ", count: max(1, count))
    }

    /// "12,345,678"
    private static func grouped(_ number: Int64) -> String {
        var text = ""
        for (place, digit) in String(number).reversed().enumerated() {
            if place > 0 && place % 3 == 0 { text += "," }
            text.append(digit)
        }
        return String(text.reversed())
    }
}

extension Duration {
    /// The duration in seconds.
    fileprivate var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
