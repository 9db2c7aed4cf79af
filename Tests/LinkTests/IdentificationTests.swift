import Drivers
import SerialPort
import SignalCore
import SimulatedOximeter
import SimulatedPatient
import Testing

@testable import Link

/// Bytes for some families at once, on virtual time.
private struct Listener: ~Copyable {
    private var ears: Identification
    private(set) var claim: (family: Family, at: Int64)?

    init(_ families: [Family]) { ears = Identification(families) }

    mutating func hear(_ bytes: [UInt8], at milliseconds: Int64) {
        guard claim == nil, !bytes.isEmpty else { return }
        if let ear = ears.take(bytes.span, at: BootTime(milliseconds: milliseconds)) {
            claim = (ear.family, milliseconds)
        }
    }

    /// Frames at so many a second, for so long.
    mutating func hear(_ frames: [[UInt8]], perSecond: Int, seconds: Int) {
        for number in 0..<(perSecond * seconds) {
            hear(frames[number % frames.count], at: Int64(number * 1_000 / perSecond))
        }
    }
}

private let serialFamilies = Family.allCases.filter { $0.model.bus != .hid }
private let at9600: [Family] =
    ListeningPlan(suspects: []).rounds
    .first { $0.setting == .line(9_600) }?.listening ?? []

/// A frame of the shape that contec-v5 and bci share.
private func fiveBytes(pleth: UInt8 = 40) -> [UInt8] { [0x85, pleth, 0x06, 65, 97] }

private func df2(_ number: Int, pleth: UInt8, value: UInt8, status: UInt8 = 0x80) -> [UInt8] {
    let four: [UInt8] = [1, status | (number % 25 == 0 ? 1 : 0), pleth, value]
    return four + [four.reduce(0, &+)]
}

@Suite("Identification")
struct IdentificationTests {
    @Test("contec-v5 and bci are told apart by how many frames come a second")
    func rate() {
        for families in [[Family.contecV5, .bci], [.bci, .contecV5]] {
            var slow = Listener(families)
            slow.hear([fiveBytes()], perSecond: 60, seconds: 3)
            #expect(slow.claim?.family == .contecV5)
            #expect((800...1_000).contains(slow.claim?.at ?? 0))

            var fast = Listener(families)
            fast.hear([fiveBytes()], perSecond: 100, seconds: 3)
            #expect(fast.claim?.family == .bci)

            var neither = Listener(families)
            neither.hear([fiveBytes()], perSecond: 80, seconds: 10)
            #expect(neither.claim == nil, "nobody can tell")
        }
    }

    @Test("reads that hold many frames do not change the rate", arguments: [60, 100])
    func gluedReads(perSecond: Int) {
        var listener = Listener([.contecV5, .bci])
        var sent = 0
        for millisecond in stride(from: Int64(0), to: 3_000, by: 250) {
            let due = (Int(millisecond) + 250) * perSecond / 1_000
            listener.hear(
                Array(repeatElement(fiveBytes(), count: due - sent).joined()), at: millisecond + 250
            )
            sent = due
        }
        #expect(listener.claim?.family == (perSecond == 60 ? .contecV5 : .bci))
    }

    @Test("a waveform above 100 is not bci's, at any rate")
    func pleth() {
        var alone = Listener([.bci])
        alone.hear([fiveBytes(), fiveBytes(pleth: 101)], perSecond: 100, seconds: 5)
        #expect(alone.claim == nil)
        var low = Listener([.bci])
        low.hear([fiveBytes(), fiveBytes(pleth: 100)], perSecond: 100, seconds: 5)
        #expect(low.claim?.family == .bci)
    }

    @Test(
        "alone of its shape it may be faster, as a simulation is; never slow, as a wrong speed is")
    func alone() {
        for (perSecond, family) in [(1, nil), (20, nil), (60, .contecV5), (600, Family.contecV5)] {
            var listener = Listener([.contecV5])
            listener.hear([fiveBytes()], perSecond: perSecond, seconds: 30)
            #expect(listener.claim?.family == family, "\(perSecond) a second")
        }
        for (perSecond, family) in [(1, nil), (60, nil), (100, .bci), (1_000, Family.bci)] {
            var listener = Listener([.bci])
            listener.hear([fiveBytes()], perSecond: perSecond, seconds: 30)
            #expect(listener.claim?.family == family, "\(perSecond) a second")
        }
    }

    @Test("formats 1 and 8 are told apart by where the next frame begins")
    func formats1And8() {
        for families in [[Family.noninDF1, .noninDF8], [.noninDF8, .noninDF1], at9600] {
            var one = Listener(families)
            one.hear([[0x80, 72, 97]], perSecond: 1, seconds: 10)
            #expect(one.claim?.family == .noninDF1)
            #expect(one.claim?.at == 3_000)
            var eight = Listener(families)
            eight.hear([[0x80, 72, 97, 0x20]], perSecond: 1, seconds: 10)
            #expect(eight.claim?.family == .noninDF8)
            #expect(eight.claim?.at == 3_000)
        }
    }

    @Test("a frame of formats 1 and 8 comes once a second, or it is none")
    func noiseInTheirShape() {
        var fast = Listener([.noninDF1, .noninDF8])
        fast.hear([[0x80, 72, 97]], perSecond: 20, seconds: 10)
        #expect(fast.claim == nil)
        var burst = Listener([.noninDF1, .noninDF8])
        burst.hear([[0x80, 72, 97, 0x80, 72, 97]], perSecond: 1, seconds: 20)
        #expect(burst.claim?.family == .noninDF1, "two at once is still two in two seconds")
        var crowd = Listener([.noninDF1])
        crowd.hear(
            [Array(repeatElement([0x80, 72, 97], count: 9).joined())], perSecond: 1, seconds: 20)
        #expect(crowd.claim == nil)
    }

    /// From its second byte on such a frame has the shape of contec-v5 and bci, whose tenth comes long
    /// before the twenty-fifth of format 2. Its oxygen value would be 1 %.
    @Test("the shape of one family in the bytes of another claims nothing", arguments: 0...2)
    func shapeInOthers(damaged: Int) {
        var listener = Listener(at9600)
        #expect(at9600.contains(.bci) && at9600.contains(.contecV5))
        for number in 0..<400 {
            var frame = df2(number, pleth: UInt8(2 + number % 7), value: 5, status: 0xF8)
            // No byte but the status has its top bit.
            #expect(frame[4] < 0x80)
            if damaged > 0 && number % (damaged == 1 ? 30 : 20) == 0 { frame[3] ^= 2 }
            listener.hear(frame, at: Int64(number) * 1_000 / 75)
        }
        #expect(listener.claim?.family == (damaged == 2 ? nil : .noninDF2))
    }

    @Test("two in one read: the one for which nothing was skipped")
    func sameRead() {
        let text = Array(repeatElement(Array("SPO2=097 HR=072\r\n".utf8), count: 2).joined())
        for families in [[Family.contecV7, .noninASCII], [.noninASCII, .contecV7]] {
            var listener = Listener(families)
            // The text is noise to contec-v7; what follows may yet become a line.
            listener.hear(text + Frames.steady(3), at: 0)
            #expect(listener.claim?.family == .noninASCII)
            var broken = Listener(families)
            broken.hear(Frames.steady(3) + [10] + text, at: 0)
            #expect(broken.claim?.family == .noninASCII, "the other row was broken by the text")
        }
    }

    /// No two families are known to read the same bytes as their own. One listened for twice does.
    @Test("two in one read: nobody when both are clean, the likelier when neither is")
    func undecided() {
        var clean = Listener([.contecV7, .contecV7])
        clean.hear(Frames.steady(3), at: 0)
        clean.hear(Frames.steady(20), at: 100)
        #expect(clean.claim == nil)
        clean.hear([0x55], at: 200)
        clean.hear(Frames.steady(3), at: 300)
        #expect(clean.claim?.family == .contecV7)
    }

    @Test(
        "nothing is claimed before its time, and a skip begins the count anew",
        arguments: serialFamilies)
    func countsFramesInARow(family: Family) throws {
        let frames = Simulated.frames(family, count: 400)
        let wanted = Int(family.model.framesToClaim)
        var short = Listener([family])
        for (number, frame) in frames.enumerated() {
            // One byte that no family can use, before the row is complete.
            let spoiled =
                number % (wanted - 1) == 0 ? [0x55, 0x00, 0xFF, 0x0A] + frame.bytes : frame.bytes
            short.hear(spoiled, at: frame.at)
        }
        #expect(short.claim == nil)
        var whole = Listener([family])
        for frame in frames { whole.hear(frame.bytes, at: frame.at) }
        #expect(whole.claim?.family == family)
    }
}

/// What a simulated device sends, without a port.
enum Simulated {
    struct Frame {
        var at: Int64
        var bytes: [UInt8]
    }

    static func frames(
        _ family: Family, count: Int, seed: UInt64 = 7, heardAt baud: Int? = nil,
        faults: [Fault] = []
    ) -> [Frame] {
        guard let other = OximeterFamily(rawValue: family.rawValue) else { return [] }
        return frames(other.oximeter, count, seed, baud, faults)
    }

    private static func frames<Device: EmulatedOximeter>(
        _ device: Device.Type, _ count: Int, _ seed: UInt64, _ baud: Int?, _ faults: [Fault]
    ) -> [Frame] {
        var unit = OximeterOnPerson<Device>(scenario: .steady, seed: seed, faults: faults)
        _ = unit.receive(Device.startCommand)
        unit.readerBaud = baud
        return (0..<count).map { number in
            Frame(
                at: Int64(number) * 1_000 / Int64(Device.framesPerSecond), bytes: unit.nextFrame())
        }
    }

    /// How many frames it sends in so many seconds.
    static func count(_ family: Family, seconds: Int) -> Int {
        guard let other = OximeterFamily(rawValue: family.rawValue) else { return 0 }
        return other.oximeter.framesPerSecond * seconds
    }
}
