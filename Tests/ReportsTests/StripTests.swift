import Reports
import SignalCore
import Testing

@Suite("The oxygen strip")
struct StripTests {
    @Test("its text is known to the letter")
    func golden() {
        let strip = strip(
            night("zzyxTT..rr"),
            [mark(2, "Oxygen low raised", .alert), mark(4, "Naloxone <4 mg> & \"wait\"")],
            seconds: 10)
        let expected = """
            <svg xmlns="http://www.w3.org/2000/svg" class="spo2-strip" role="img" viewBox="0 0 960 248" font-family="system-ui, sans-serif" font-size="11" fill="currentColor">
            <title>Oxygen (SpO2) from 14:22:00 to 14:22:10</title>
            <desc>No value was held for 8 s. Below 90 % for 4 s (2 s of it on a poor signal), below 85 % for 0 s. Usable signal for 60 % of 10 s; poor for 2 s, none for 2 s.</desc>
            <g class="strip-axis" stroke="currentColor" stroke-opacity=".18">
            <path d="M40 224H940"/>
            <path d="M40 157.3H940"/>
            <path d="M40 90.6H940"/>
            <path d="M40 24H940"/>
            <path d="M40 224v5"/>
            <path d="M490 224v5"/>
            <path d="M940 224v5"/>
            </g>
            <g class="strip-numbers">
            <text x="34" y="224" dy="4" text-anchor="end">70</text>
            <text x="34" y="157.3" dy="4" text-anchor="end">80</text>
            <text x="34" y="90.6" dy="4" text-anchor="end">90</text>
            <text x="34" y="24" dy="4" text-anchor="end">100</text>
            <text x="40" y="241" text-anchor="middle">14:22:00</text>
            <text x="490" y="241" text-anchor="middle">14:22:05</text>
            <text x="940" y="241" text-anchor="middle">14:22:10</text>
            </g>
            <g class="strip-limit strip-low"><path d="M40 90.6H940" fill="none" stroke="#b45309" stroke-dasharray="8 4"/><text x="44" y="90.6" dy="-3">low 90 %</text></g>
            <g class="strip-limit strip-critical"><path d="M40 124H940" fill="none" stroke="#dc2645" stroke-dasharray="8 4"/><text x="44" y="124" dy="11">critical 85 %</text></g>
            <path class="strip-gap" d="M580 24H760V224H580Z" fill-opacity=".09"/>
            <path class="strip-unreliable" d="M400 70.6V97.3H490H580" fill="none" stroke="#0e7490" stroke-linecap="round" stroke-width="1.5" stroke-dasharray=".1 3"/>
            <path class="strip-measured" d="M40 57.3H130H220V64H310V70.6H400M760 110.6H850H940" fill="none" stroke="#0e7490" stroke-linecap="round" stroke-width="1.8"/>
            <g class="strip-mark strip-alert" fill="#dc2645"><title>14:22:02 Oxygen low raised</title><path d="M220 12V224" stroke="#dc2645" stroke-opacity=".45"/><path d="M220 3l4.5 8h-9z"/><text x="220" y="12" fill="currentColor" dx="6">Oxygen low raised</text></g>
            <g class="strip-mark strip-treatment" fill="#2563eb"><title>14:22:04 Naloxone &lt;4 mg&gt; &amp; &quot;wait&quot;</title><path d="M400 12V224" stroke="#2563eb" stroke-opacity=".45"/><path d="M400 4h3.5v7h-7v-7z"/><text x="400" y="12" fill="currentColor" dx="6">Naloxone &lt;4 mg&gt; &amp; &quot;wait&quot;</text></g>
            </svg>

            """
        #expect(strip.svg() == expected)
    }

    @Test("nothing stored, nothing done: an empty picture that says so")
    func empty() {
        let svg = strip([], seconds: 60).svg()
        #expect(svg.contains("<path class=\"strip-gap\" d=\"M40 8H940V208H40Z\""))
        #expect(!svg.contains("strip-measured"))
        #expect(!svg.contains("strip-unreliable"))
        #expect(svg.contains("No value was held for 8 s."))
    }

    @Test(
        "no line runs across a second without a value",
        arguments: [60, 899, 901, 3600, 20_000], 1...3 as ClosedRange<UInt64>)
    func gaps(seconds: Int, seed: UInt64) {
        let points = randomNight(seconds: seconds, seed: seed)
        let svg = strip(points, seconds: seconds).svg()
        let lost = lostPlaces(points, seconds: seconds)
        for line in lines(of: svg) {
            // The picture keeps a tenth of a unit: look inside by that much.
            let from = (line.from - 40 + 0.11) * Double(seconds) / 900
            let to = (line.to - 40 - 0.11) * Double(seconds) / 900
            guard from < to else { continue }
            let crossed = lost.filter { Double($0 + 1) > from && Double($0) < to }
            #expect(crossed.isEmpty, "seed \(seed): \(line) crosses \(crossed)")
        }
        let shaded = boxes(of: svg)
        for place in lost {
            let middle = 40 + (Double(place) + 0.5) * 900 / Double(seconds)
            #expect(
                shaded.contains { $0.from - 0.1 <= middle && middle <= $0.to + 0.1 },
                "seed \(seed): second \(place)")
        }
    }

    @Test(
        "every second with a value lies under ink", arguments: [60, 900, 5000], [1, 2] as [UInt64])
    func ink(seconds: Int, seed: UInt64) {
        let points = randomNight(seconds: seconds, seed: seed)
        let svg = strip(points, seconds: seconds).svg()
        let inked = lines(of: svg)
        let width = max(900.0 / Double(seconds), 1)
        for point in points where point.state != .absent {
            let place = Double(point.unixMilliseconds - nightStart) / 1000
            let x = 40 + (place + 0.5) * 900 / Double(seconds)
            #expect(
                inked.contains { $0.from - width <= x && x <= $0.to + width }, "second \(place)")
        }
    }

    @Test(
        "the lowest and the highest value are drawn however much is left out", arguments: [1, 2, 3])
    func extremes(seed: UInt64) throws {
        let seconds = 86_400
        var points = night(String(repeating: "z", count: seconds))
        var random = SeededRandom(seed: seed)
        let spike = Int.random(in: 0..<seconds, using: &random)
        points[spike].spo2Percent = 71
        let svg = strip(points, seconds: seconds).svg()
        // 70 to 100 % over 200 units: 71 % lies 193.3 units below the top.
        let lowest = try #require(heights(of: svg).max())
        #expect(abs(lowest - 8 - 193.3) < 0.1, "seed \(seed)")
    }

    @Test("a day of the worst signal and a crowd of marks stay small")
    func bounded() {
        let seconds = 86_400
        let points = (0..<seconds).filter { $0 % 3 != 2 }.map(worst)
        let marks = (0..<5000).map { mark($0 * 17, "Naloxone 0.4 mg into muscle & more words") }
        let svg = strip(points, marks, seconds: seconds).svg()
        #expect(svg.utf8.count < 200_000, "\(svg.utf8.count)")
        #expect(svg.contains("4700 more marks are not drawn."))
        let week = strip(points, seconds: seconds * 7).svg()
        #expect(week.utf8.count < 100_000, "\(week.utf8.count)")
    }

    private func worst(_ second: Int) -> SpO2Point {
        SpO2Point(
            unixMilliseconds: nightStart + Int64(second) * 1000,
            spo2Percent: second % 2 == 0 ? 100 : 61,
            state: second % 5 == 0 ? .unreliable : .measured)
    }

    @Test("a page's policy allows no inline style, and two strips on a page must not share ids")
    func noStyle() {
        let svg = strip(
            randomNight(seconds: 600, seed: 4), [mark(3, "a"), mark(4, "b", .alert)], seconds: 600
        ).svg()
        for forbidden in [" style=", "<style", " id=", "url(#", "<script", "href"] {
            #expect(!svg.contains(forbidden), "\(forbidden)")
        }
        #expect(!svg.contains(/\ on[a-z]+=/))
        #expect(svg.contains(#"role="img""#))
    }
}

/// A stretch of the picture, in its own units.
struct Stretch { var from: Double, to: Double }

private func paths(_ name: String, in svg: String) -> [String] {
    svg.split(separator: "\n").filter { $0.hasPrefix("<path class=\"strip-\(name)\"") }
        .compactMap { line in
            line.split(separator: " d=\"").dropFirst().first?.split(separator: "\"").first
                .map(String.init)
        }
}

/// The commands of a path: a letter and its numbers.
private func commands(_ path: String) -> [(Character, [Double])] {
    var commands: [(Character, [Double])] = []
    var number = ""
    func close() {
        guard !number.isEmpty, !commands.isEmpty else { return }
        commands[commands.count - 1].1.append(Double(number)!)
        number = ""
    }
    for character in path {
        switch character {
        case "M", "H", "V", "Z":
            close()
            commands.append((character, []))
        case " ": close()
        default: number.append(character)
        }
    }
    close()
    return commands
}

/// Every drawn piece of the two traces; a bar is as wide as nothing.
private func lines(of svg: String) -> [Stretch] {
    var stretches: [Stretch] = []
    for path in paths("measured", in: svg) + paths("unreliable", in: svg) {
        var x = 0.0
        for (letter, numbers) in commands(path) {
            switch letter {
            case "M": x = numbers[0]
            case "H":
                stretches.append(Stretch(from: x, to: numbers[0]))
                x = numbers[0]
            default: stretches.append(Stretch(from: x, to: x))
            }
        }
    }
    return stretches
}

private func heights(of svg: String) -> [Double] {
    (paths("measured", in: svg) + paths("unreliable", in: svg)).flatMap(commands)
        .compactMap { letter, numbers in letter == "V" ? numbers[0] : nil }
}

private func boxes(of svg: String) -> [Stretch] {
    paths("gap", in: svg).flatMap { path in
        path.split(separator: "Z").map { box in
            let found = commands(String(box))
            return Stretch(from: found[0].1[0], to: found[1].1[0])
        }
    }
}

private func lostPlaces(_ points: [SpO2Point], seconds: Int) -> [Int] {
    let valued = Set(
        points.filter { $0.state != .absent }.map { Int(($0.unixMilliseconds - nightStart) / 1000) }
    )
    return (0..<seconds).filter { !valued.contains($0) }
}
