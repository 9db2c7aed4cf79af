import Drivers
import SignalCore
import Testing

/// Where two series part, with what stands there: short, however long they are.
func firstDifference<Element: Equatable>(_ found: [Element], _ expected: [Element]) -> String? {
    for place in 0..<min(found.count, expected.count) where found[place] != expected[place] {
        return "at \(place): \(found[place]), not \(expected[place])"
    }
    return found.count == expected.count ? nil : "\(found.count), not \(expected.count)"
}

@Suite("Contec HID: records")
struct ContecHIDRecordTests {
    private static func decode(_ messages: [[UInt8]]) -> DecodedStream {
        DecodedStream(
            [ContecHIDStreamTests.report(messages.flatMap { $0 })], decoder: ContecHIDDecoder())
    }

    private static func samples(_ values: [Int?], isOxygen: Bool) -> [Sample] {
        values.map { value in
            isOxygen
                ? Sample(
                    spo2Percent: value.flatMap { (1...100).contains($0) ? UInt8($0) : nil },
                    flags: .stored)
                : Sample(
                    pulseBpm: value.flatMap { (1...254).contains($0) ? UInt16($0) : nil },
                    flags: .stored, carriesNumbers: false)
        }
    }

    /// Lengths from nothing to more messages than one byte counts.
    private static func length(_ random: inout SplitMix, _ seed: UInt64) -> Int {
        seed == 0 ? 86_400 : seed < 30 ? Int(seed) : Int(random.next() % 1500) + 1
    }

    @Test(
        "automatic mode, announced: what was written comes back",
        arguments: 0..<120 as Range<UInt64>)
    func autoRoundTrip(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let count = Self.length(&random, seed)
        let fill: UInt8 = [0x7F, 0x00, 0x12][Int(random.next() % 3)]
        var messages = [AutoRecordWriter.heading(1, seconds: count)]
        var expected: [Sample] = []
        for (quantity, range, none) in [(1, 60...100, 127), (2, 30...230, 255)] {
            let values = RandomSeries.make(
                &random, count: count, range: range, none: none, jump: 1 + random.next() % 20)
            var writer = AutoRecordWriter()
            writer.write(values.map { $0! }, random: &random)
            messages += writer.messages(quantity: UInt8(quantity), fill: fill)
            expected += Self.samples(values, isOxygen: quantity == 1)
        }
        let decoded = Self.decode(messages)
        #expect(firstDifference(decoded.stored, expected) == nil, "seed \(seed)")
        #expect(decoded.skips.isEmpty)
    }

    /// Without an announcement the fill-up must not become seconds either: 7F reads as seven below.
    @Test("automatic mode, not announced", arguments: 0..<60 as Range<UInt64>)
    func autoUnannounced(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let values = RandomSeries.make(
            &random, count: Int(random.next() % 400) + 1, range: 60...100, none: 127, jump: 3)
        // Without values seven below a base: the last byte could not be told from fill-up.
        var writer = AutoRecordWriter(deepest: 6)
        writer.write(values.map { $0! }, random: &random)
        let decoded = Self.decode(writer.messages(quantity: 1))
        let expected = Self.samples(values, isOxygen: true)
        #expect(firstDifference(decoded.stored, expected) == nil, "seed \(seed)")
    }

    @Test("a second seven below the base at a message's end is one if a message follows")
    func sevenBelow() {
        // Base 97, then twenty bytes 00 … and 7F as the last byte; then base 90 and one second
        // more.
        let first = summed(
            [0xED, 0x04, 0x01, 0, 0, 0x03, 0, 0, 0x76, 0x71]
                + [UInt8](repeating: 0x00, count: 18) + [0x7F])
        let second = summed(
            [0xED, 0x04, 0x01, 1, 0, 0x03, 0, 0, 0x75, 0x7A, 0x0F]
                + [UInt8](repeating: 0x7F, count: 18))
        let alone = Self.decode([first]).stored.map(\.spo2Percent)
        #expect(alone == [UInt8?](repeating: 97, count: 36))
        let both = Self.decode([first, second]).stored.map(\.spo2Percent)
        #expect(both == [UInt8?](repeating: 97, count: 36) + [90, 90])
    }

    @Test("records of one list are limited each by its own length")
    func severalRecords() {
        var random = SplitMix(seed: 5)
        var messages = [10, 50, 3].enumerated().map {
            AutoRecordWriter.heading(
                UInt8($0.offset + 1), seconds: $0.element, isLast: $0.offset == 2)
        }
        var expected: [Sample] = []
        for count in [10, 50, 3] {
            for quantity in UInt8(1)...2 {
                let values = RandomSeries.make(
                    &random, count: count, range: 70...99, none: nil, jump: 2)
                var writer = AutoRecordWriter()
                writer.write(values.map { $0 ?? 127 }, random: &random)
                messages += writer.messages(quantity: quantity, fill: 0x00)
                expected += Self.samples(values.map { $0 ?? 127 }, isOxygen: quantity == 1)
            }
        }
        #expect(firstDifference(Self.decode(messages).stored, expected) == nil)
    }

    @Test("a new list puts an end to what the old one said")
    func newList() {
        var random = SplitMix(seed: 2)
        var messages: [[UInt8]] = []
        for count in [10, 20] {
            messages.append(AutoRecordWriter.heading(1, seconds: count))
            var writer = AutoRecordWriter()
            writer.write([Int](repeating: 95, count: count), random: &random)
            messages += writer.messages(quantity: 1, fill: 0x00)
        }
        #expect(Self.decode(messages).stored.count == 30)
    }

    @Test("a user's name may hold any byte")
    func userName() {
        let heading = summed(
            AutoRecordWriter.heading(1, seconds: 10)[..<13] + [0xC5, 0xEB, 0xD3, 0xC3, 0, 0, 0])
        let name = summed([0xFE, 0x03, 0xC5, 0xEB, 0x00, 0xC3, 0x20, 0x20, 0x20])
        #expect(Self.decode([heading, name]).notices == [heading, name])
    }

    /// A record that is asked for again begins with 0 before it was complete.
    @Test("a record asked for again keeps its own length")
    func askedAgain() {
        var writer = AutoRecordWriter()
        var random = SplitMix(seed: 1)
        writer.write((0..<60).map { 90 + $0 % 3 }, random: &random)
        let data = writer.messages(quantity: 1, fill: 0x00)
        #expect(data.count > 1)
        let headings = [
            AutoRecordWriter.heading(1, seconds: 60, isLast: false),
            AutoRecordWriter.heading(2, seconds: 5),
        ]
        let decoded = Self.decode(headings + [data[0]] + data)
        let expected = Self.samples((0..<60).map { 90 + $0 % 3 }, isOxygen: true)
        #expect(firstDifference(Array(decoded.stored.suffix(60)), expected) == nil)
        #expect(decoded.stored.count < 60 + 60)
    }

    @Test("after a lost message there is no value before the next base")
    func autoGap() {
        let message = { (number: UInt8, data: [UInt8], flags: UInt8) in
            summed(
                [0xED, 0x04, 0x02, number, 0, flags, 0, 0] + data
                    + [UInt8](repeating: 0x0F, count: 21 - data.count))
        }
        // Base 90; message 2 sets a base of 70 in its third and fourth byte.
        let messages = [
            message(0, [0x75, 0x7A, 0x01], 0x03), message(1, [0x01], 0x00),
            message(2, [0x01, 0x22, 0x74, 0x76, 0x01], 0x0C), message(3, [0x01], 0x00),
        ]
        let whole = Self.decode(messages).stored.map(\.pulseBpm)
        #expect(whole.prefix(4) == [90, 89, 90, 90])
        #expect(whole.allSatisfy { $0 != nil })
        let lost = Self.decode([messages[0], messages[2], messages[3]]).stored.map(\.pulseBpm)
        #expect(lost.count == whole.count - 22)
        #expect(lost.dropFirst(20).prefix(6) == [nil, nil, nil, nil, 70, 69])
        #expect(lost.dropFirst(24).allSatisfy { $0 != nil })
        // The start is lost: no value either, until a base comes.
        let late = Self.decode([messages[1], messages[2]]).stored.map(\.pulseBpm)
        #expect(late.prefix(26).allSatisfy { $0 == nil })
        #expect(late.dropFirst(26).first == 70)
    }

    @Test("half a base is no base")
    func halfABase() {
        let broken = summed(
            [0xED, 0x04, 0x01, 0, 0, 0x05, 0, 0, 0x76, 0x12, 0x76, 0x01]
                + [UInt8](repeating: 0x01, count: 17))
        #expect(Self.decode([broken]).stored.allSatisfy { $0.spo2Percent == nil })
        // A base may begin in one message and end in the next.
        let first = summed(
            [0xED, 0x04, 0x01, 0, 0, 0x03, 0, 0x40, 0x76, 0x71]
                + [UInt8](repeating: 0x0F, count: 18) + [0x75])
        let second = summed(
            [0xED, 0x04, 0x01, 1, 0, 0x01, 0, 0, 0x7A] + [UInt8](repeating: 0x0F, count: 20))
        let values = Self.decode([first, second]).stored.map(\.spo2Percent)
        #expect(
            values == [UInt8?](repeating: 97, count: 18) + [UInt8?](repeating: 90, count: 20))
    }

    @Test("manual mode: what was stored comes back", arguments: 0..<120 as Range<UInt64>)
    func manualRoundTrip(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let count = Self.length(&random, seed) + 1
        let fill: UInt8 = random.next() % 2 == 0 ? 0x00 : 0x7F
        var messages = [ManualRecordWriter.heading(seconds: count)]
        var expected: [Sample] = []
        for (head, range) in [(UInt8(0xD3), 60...100), (0xD2, 30...240)] {
            let values = RandomSeries.make(
                &random, count: count, range: range, none: nil, jump: random.next() % 9)
            let writer = ManualRecordWriter(values, head: head, fill: fill)
            #expect(writer.stored.count == count)
            messages += writer.messages
            expected += Self.samples(writer.stored, isOxygen: head == 0xD3)
        }
        let decoded = Self.decode(messages)
        #expect(firstDifference(decoded.stored, expected) == nil, "seed \(seed)")
        #expect(decoded.skips.isEmpty)
    }

    @Test("manual mode: a lost message moves nothing, and the length still counts from the start")
    func manualGap() {
        let values = (0..<100).map { 60 + $0 % 5 }
        let writer = ManualRecordWriter(values, head: 0xD2)
        let messages = [writer.messages[0], writer.messages[2], writer.messages[3]]
        let announced = Self.decode([ManualRecordWriter.heading(seconds: 100)] + messages)
        let expected = Self.samples(
            Array(values[..<27] + values[54...]), isOxygen: false)
        #expect(firstDifference(announced.stored, expected) == nil)
        // Not announced: the fill-up counts too, but is known as more of the same.
        #expect(Self.decode(messages).stored.count == 81)
    }

    @Test(
        "manual mode: a pulse of 127 is one, 127 with its flag is none, and steps from it are none")
    func manualSentinels() {
        let message = { (flags: UInt8, data: [UInt8]) in
            summed([0xD2, 0, 0, flags, 0] + data + [UInt8](repeating: 0, count: 14 - data.count))
        }
        let pulse = Self.decode([message(0, [0x7F, 0x11])]).stored.map(\.pulseBpm)
        #expect(pulse.prefix(4) == [127, 128, 129, 129])
        let none = Self.decode([message(0x03, [0x7F, 0x71])]).stored
        #expect(none.count == 27)
        #expect(none.allSatisfy { $0.pulseBpm == nil })
        // An artifact in the middle leaves the value before it for the steps after.
        let middle = Self.decode([message(0x02, [0x46, 0x7F, 0x1F, 0x10])]).stored.map(\.pulseBpm)
        #expect(middle.prefix(8) == [70, nil, nil, 71, nil, 72, 72, 72])
        // A step down of seven, then an artifact, has the bytes of two artifacts without the flag's
        // meaning; up seven has them without the flag.
        let up = Self.decode([message(0x00, [0x46, 0x7F])]).stored.map(\.pulseBpm)
        #expect(up.prefix(4) == [70, 77, nil, 77])
    }

    @Test("the announcements of the page")
    func announcements() {
        // 10,425 s and 2,050 s (the page ends the first with 51, which is not its sum): data past
        // the first seconds is given as long as they last.
        let auto = hex("EC 40 01 01 15 05 0F 0C 06 2A 39 51 00 00 75 73 65 72 00 00 5C")
        let data = (0..<400).map { number in
            summed(
                [0xED, 0x04, 0x01, UInt8(number & 0x7F), UInt8(number >> 7)]
                    + (number == 0 ? [0x03, 0, 0, 0x76, 0x71] : [0, 0, 0, 0x00, 0x00])
                    + [UInt8](repeating: 0x00, count: 19))
        }
        #expect(Self.decode([auto] + data).stored.count == 10_425)
        let manual = hex("D0 00 19 07 05 10 3B 17 00 00 02 10 00 69")
        let steps = (0..<80).map { number in
            summed([0xD3, UInt8(number), 0, 0, 0, 97] + [UInt8](repeating: 0, count: 13))
        }
        #expect(Self.decode([manual] + steps).stored.count == 2050)
    }

    @Test("a quantity nobody knows is passed on as it is")
    func otherQuantity() {
        let message = summed([0xED, 0x04, 0x03] + [UInt8](repeating: 0, count: 26))
        let decoded = Self.decode([message])
        #expect(decoded.stored.isEmpty)
        #expect(decoded.notices == [message])
    }
}
