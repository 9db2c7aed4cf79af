public import SimulatedPatient

/// One simulated oximeter on one simulated person's finger, on virtual time.
///
/// Pure: the same seed, scenario, faults and calls give the same bytes. It keeps no clock; whoever
/// owns it asks for the next frame when it is due.
public struct OximeterOnPerson<Oximeter: EmulatedOximeter>: Sendable {
    /// The device.
    public var oximeter: Oximeter
    /// The speed that the reading program has set its port to; `nil` when it has set none, which is
    /// taken for the family's own. Read at another speed, a serial line carries other bytes; check
    /// bits are not compared.
    public var readerBaud: Int?
    private var person: SimulatedPatient
    private let schedule: FaultSchedule
    private var device: FaultyDevice
    private var line: FaultyLine
    private var framesDone = 0

    /// Puts the device on the person who belongs to `seed`.
    public init(scenario: Scenario, seed: UInt64, faults: [Fault] = []) {
        var seeds = SeededRandom(seed: seed)
        schedule = FaultSchedule(faults: faults)
        person = SimulatedPatient(seed: seeds.next(), scenario: scenario.with(faults))
        oximeter = Oximeter(seed: seeds.next())
        line = FaultyLine(
            schedule: schedule, seed: seeds.next(), framesPerSecond: Oximeter.framesPerSecond)
        device = FaultyDevice(schedule: schedule, seed: seeds.next())
    }

    /// The truth about the person at the last frame.
    public var state: SimulatedState { person.state }

    /// How many frames are due in a second of simulated time: a fast clock makes more of them.
    public var framesPerSecond: Double {
        let drift = schedule.clockDriftPartsPerMillion / 1_000_000
        return Double(Oximeter.framesPerSecond) * (1 + drift)
    }

    /// The moment of the last frame, in seconds since the start.
    public var seconds: Double { Double(framesDone) / framesPerSecond }

    /// Where faults have the cable now.
    var cable: FaultSchedule.Cable { schedule.cable(at: seconds) }

    /// Whether the device sends by itself now.
    var isSending: Bool { oximeter.isStreaming || schedule.isOn(.babble, at: seconds) }

    /// Something happens to the person, now.
    public mutating func happen(_ event: PersonEvent) { person.receive(event) }

    /// Takes bytes from the host; the device's answers as they leave the cable.
    public mutating func receive(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        let moment = seconds
        guard schedule.cable(at: moment) != .pulled, device.hears(at: moment) else { return [] }
        let answer =
            if let wire = wireToDevice(at: moment) {
                oximeter.receive(wire.heard(Array(bytes)))
            } else {
                oximeter.receive(bytes)
            }
        return line.pass(
            device.sent(answer: answer, at: moment), isFrame: false, at: moment,
            over: wireToReader(at: moment))
    }

    /// Moves time on by one frame; its bytes, or none when the device sends none.
    public mutating func nextFrame() -> [UInt8] {
        framesDone += 1
        let moment = seconds
        person.advance(to: moment)
        let wire = wireToReader(at: moment)
        guard wire != nil || !schedule.faults.isEmpty else {
            return oximeter.frame(of: person.state)
        }
        let usual = oximeter.conditions
        oximeter.conditions = schedule.conditions(at: moment, usual: usual)
        defer { oximeter.conditions = usual }
        let frame = device.sent(frame: oximeter.frame(of: person.state), at: moment)
        return line.pass(frame, isFrame: true, at: moment, over: wire)
    }

    /// Moves time on to `seconds` since the start; all bytes sent on the way.
    public mutating func advance(to seconds: Double) -> [UInt8] {
        var bytes: [UInt8] = []
        // A hair of tolerance, so that 0.1 s is six frames in spite of binary fractions.
        let frames = Int(seconds * framesPerSecond + 1e-6)
        while framesDone < frames {
            bytes += nextFrame()
        }
        return bytes
    }

    private func wireToReader(at seconds: Double) -> MismatchedWire? {
        guard let (line, device, reader) = speeds(at: seconds) else { return nil }
        return MismatchedWire(
            sentBaud: device, sentOddParity: line.oddParity, heardBaud: reader)
    }

    private func wireToDevice(at seconds: Double) -> MismatchedWire? {
        guard let (line, device, reader) = speeds(at: seconds) else { return nil }
        return MismatchedWire(
            sentBaud: reader, sentOddParity: line.oddParity, heardBaud: device)
    }

    /// The speeds of the line's ends when they differ.
    private func speeds(
        at seconds: Double
    ) -> (line: SimulatedLine, device: Int, reader: Int)? {
        guard let line = Oximeter.line else { return nil }
        let device = schedule.isOn(.wrongBaud, at: seconds) ? line.otherBaud : line.baud
        let reader = readerBaud ?? line.baud
        return device == reader ? nil : (line, device, reader)
    }
}

extension SimulatedLine {
    /// The speed of a device that is not set as its family is: what other firmware of the same make
    /// was seen at, or a neighbour on the dial of a bedside unit.
    var otherBaud: Int {
        switch baud {
        case 115_200, 9_600, 4_800: 19_200
        case 19_200: 4_800
        default: 9_600
        }
    }
}
