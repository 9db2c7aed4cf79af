import Reports
import ResponseLog
import Testing

@Suite("The picture on the page for the crew")
struct HandoverStripTests {
    @Test("what was done in the same moments has one label; each keeps its line and its words")
    func oneLabel() throws {
        var story = CrewStory()
        story.open()
        story.read(96, from: -60, to: 3_000)
        story.care(.breaths(.bagValveMask), at: 20)
        story.care(.oxygen(litresPerMinute: 10), at: 21)
        story.care(.dose(try Dose(route: .intramuscular, amountMicrograms: 400)), at: 46)
        story.care(.oxygen(litresPerMinute: 0), at: 600)
        let strip = try #require(try story.sheet(at: 3_000).strip)
        #expect(
            strip.marks.map(\.short) == [
                "Breaths, Oxygen 10 L/min, Naloxone 0.4 mg IM", "", "", "Oxygen off",
            ])
        let svg = strip.svg()
        #expect(svg.ranges(of: "class=\"strip-mark").count == 4)
        for words in ["14:00:20", "14:00:21", "14:00:46", "14:10:00"] {
            #expect(svg.contains("<title>\(words) "), "its own second, in its title")
        }
    }

    @Test("the picture keeps its flat shape however many labels stand over it", arguments: 1...30)
    func flat(acts: Int64) throws {
        var story = CrewStory()
        story.open()
        story.read(96, from: -60, to: 3_000)
        for act in 0..<acts {
            story.care(.oxygen(litresPerMinute: act % 2 == 0 ? 10 : 4), at: 20 + act * 61)
        }
        let sheet = try story.sheet(at: 3_000)
        let strip = try #require(sheet.strip)
        let wanted = try #require(strip.height)
        let box = try #require(strip.svg().split(separator: "viewBox=\"0 0 ").last)
        let height = try #require(box.split(separator: "\"").first?.split(separator: " ").last)
        let drawn = try #require(Int(height))
        // Eight rows of labels and the flattest plot are the most there can be.
        #expect(drawn >= wanted && drawn <= 8 * 16 + 8 + 44 + 24)
        if acts <= 3 { #expect(drawn == wanted) }
    }
}
