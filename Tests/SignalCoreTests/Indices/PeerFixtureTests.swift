import Testing

@testable import SignalCore

@Suite("Indices: what the peers compute")
struct PeerFixtureTests {
    @Test("events start and end where the peers' do", arguments: PeerFixture.all)
    func events(fixture: PeerFixture) {
        let values = series(fixture.series)
        #expect(fixture.events.count == 7)
        for (key, expected) in fixture.events {
            let parts = key.split(separator: " ")
            guard let rule = DesaturationRule(rawValue: String(parts[0])), let drop = Int(parts[1])
            else {
                Issue.record("no rule \(key)")
                continue
            }
            let wanted = expected.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
            #expect(spans(values, rule, drop) == wanted, "\(fixture.name), \(key)")
        }
    }

    /// A triangle again and again: `depth` points down and up within `period` seconds.
    private func triangles(_ count: Int, period: Int, depth: Int) -> [UInt8] {
        let half = period / 2
        return (0..<(count * period)).map { second in
            let place = second % period
            return UInt8(97 - min(place, max(0, 2 * half - place)) * depth / half)
        }
    }

    // What pobm 1.2.0 printed (numpy 1.26.4): it numbers events in 8 bits.
    @Test("past 128 events the numbers of pobm wrap and events are lost, as in pobm")
    func wrap() throws {
        let once = OxygenSeries(triangles(140, period: 20, depth: 8))
        let jung = once.events(.jung, drop: 3)
        try #require(jung.count == 128)
        #expect(jung.reduce(0) { $0 + $1.start } == 190_656)
        #expect(jung.reduce(0) { $0 + $1.end } == 192_576)
        #expect(spans(Array(jung.prefix(2))) == "2-17 22-37")
        #expect(spans(Array(jung.suffix(2))) == "2522-2537 2542-2557")
        #expect((1..<128).filter { jung[$0].start < jung[$0 - 1].start } == [24])
        let hard = once.events(.hard, drop: 3)
        #expect(hard.count == 128)
        #expect(hard.reduce(0) { $0 + $1.start } == 191_680)
        #expect(spans(Array(hard.suffix(2))) == "2530-2531 2550-2551")
    }

    @Test("past 256 events they wrap twice")
    func wrapTwice() {
        let twice = OxygenSeries(triangles(300, period: 16, depth: 9))
        let jung = twice.events(.jung, drop: 4)
        #expect(jung.count == 256)
        #expect(jung.reduce(0) { $0 + $1.start } == 702_720)
        #expect(jung.reduce(0) { $0 + $1.end } == 706_048)
        #expect(spans(Array(jung.prefix(2))) == "4097-4110 4113-4126")
        #expect(spans(Array(jung.suffix(2))) == "4065-4078 4081-4094")
        #expect(twice.events(.hard, drop: 3).reduce(0) { $0 + $1.end } == 704_768)
    }
}
