public import SimulatedPatient

/// One simulated oximeter on one simulated person's finger, on virtual time.
///
/// Pure: the same seed, scenario, faults and calls give the same bytes. It keeps no clock; whoever
/// owns it asks for the next frame when it is due.
public struct OximeterOnPerson<Oximeter: EmulatedOximeter>: Sendable {
    /// The device.
    public var oximeter: Oximeter
    private var person: SimulatedPatient
    private var line: FaultyLine
    private var framesDone = 0

    /// Puts the device on the person who belongs to `seed`.
    public init(scenario: Scenario, seed: UInt64, faults: [Fault] = []) {
        var seeds = SeededRandom(seed: seed)
        person = SimulatedPatient(seed: seeds.next(), scenario: scenario)
        oximeter = Oximeter(seed: seeds.next())
        line = FaultyLine(faults: faults, seed: seeds.next())
    }

    /// The truth about the person at the last frame.
    public var state: SimulatedState { person.state }

    /// The moment of the last frame, in seconds since the start.
    public var seconds: Double { Double(framesDone) / Double(Oximeter.framesPerSecond) }

    /// Whether a fault has pulled the cable now.
    public var isUnplugged: Bool { line.isUnplugged(at: seconds) }

    /// Something happens to the person, now.
    public mutating func happen(_ event: PersonEvent) { person.receive(event) }

    /// Takes bytes from the host; the device's answers as they leave the cable.
    public mutating func receive(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        line.pass(bytes: oximeter.receive(bytes), at: seconds)
    }

    /// Moves time on by one frame; its bytes, or none when the device sends none.
    public mutating func nextFrame() -> [UInt8] {
        framesDone += 1
        person.advance(to: seconds)
        var seen = person.state
        let usualForm = oximeter.fingerOutForm
        if let form = line.fingerOut(at: seconds) {
            oximeter.fingerOutForm = form
            seen.isFingerIn = false
        }
        defer { oximeter.fingerOutForm = usualForm }
        return line.pass(frame: oximeter.frame(of: seen), at: seconds)
    }

    /// Moves time on to `seconds` since the start; all bytes sent on the way.
    public mutating func advance(to seconds: Double) -> [UInt8] {
        var bytes: [UInt8] = []
        // A hair of tolerance, so that 0.1 s is six frames in spite of binary fractions.
        let frames = Int(seconds * Double(Oximeter.framesPerSecond) + 1e-6)
        while framesDone < frames {
            bytes += nextFrame()
        }
        return bytes
    }
}
