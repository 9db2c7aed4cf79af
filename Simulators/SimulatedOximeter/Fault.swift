/// Something that goes wrong on purpose: on the person, in the device or on the line.
public enum Fault: Equatable, Sendable {
    /// A stretch of simulated time, in seconds since the start.
    public struct Window: Equatable, Sendable {
        /// When it begins.
        public var startSeconds: Double
        /// How long it lasts; infinite when it never ends.
        public var lengthSeconds: Double

        /// Makes a stretch of time.
        public init(startSeconds: Double, lengthSeconds: Double = .infinity) {
            self.startSeconds = startSeconds
            self.lengthSeconds = lengthSeconds
        }

        /// When it is over; infinite when it never ends.
        public var endSeconds: Double { startSeconds + lengthSeconds }

        /// Whether a moment lies within.
        public func contains(_ seconds: Double) -> Bool {
            seconds >= startSeconds && seconds < endSeconds
        }
    }

    /// How long a cable that comes back under another name is away, in simulated seconds.
    public static let renameSeconds = 2.0

    /// The probe is off the finger.
    case fingerOut(FingerOutForm, Window)
    /// The finger is cold: little blood moves under the probe.
    case coldFinger(Window)
    /// The hand moves.
    case motion(Window)

    /// The device says that it looks for a pulse.
    case searching(Window)
    /// The device says that its sensor is unplugged or broken.
    case sensorFault(Window)
    /// The device says that its battery is low.
    case lowBattery(Window)
    /// The device's own clock runs fast by so many millionths, slow when below 0; its frames with it.
    case clockDrift(partsPerMillion: Double)
    /// The device hangs and sends its last frame again and again.
    case freeze(Window)
    /// The device sends nothing, not even answers.
    case silence(Window)
    /// Something else is plugged in that speaks in a tongue of its own.
    case babble(Window)

    /// Each byte is lost with this probability.
    case dropBytes(probability: Double)
    /// Each byte has one bit turned with this probability.
    case flipBits(probability: Double)
    /// Each frame breaks off somewhere with this probability.
    case halfFrames(probability: Double)
    /// Frames are held back and delivered several at once.
    case gluedFrames(Window)
    /// The device talks at another speed than its family's.
    case wrongBaud(Window)
    /// The cable is pulled: the port goes away, and comes back afterwards.
    case unplug(Window)
    /// The cable is pulled for `renameSeconds` and comes back as another port.
    case rename(atSeconds: Double)
}

extension Fault {
    /// What a fault goes wrong on.
    public enum Kind: String, CaseIterable, Sendable {
        /// The person's finger and hand.
        case person = "on the person"
        /// The oximeter.
        case device = "in the device"
        /// Whatever lies between the oximeter and the program that reads.
        case line = "on the line"
    }

    /// A fault's name, as it is written.
    public enum Name: String, CaseIterable, Sendable {
        case fingerOut = "finger-out"
        case coldFinger = "cold-finger"
        case motion
        case searching
        case sensorFault = "sensor-fault"
        case lowBattery = "low-battery"
        case clockDrift = "clock-drift"
        case freeze
        case silence
        case babble
        case dropBytes = "drop-bytes"
        case flipBits = "flip-bits"
        case halfFrames = "half-frames"
        case gluedFrames = "glued-frames"
        case wrongBaud = "wrong-baud"
        case unplug
        case rename
    }

    /// The fault's name.
    public var name: Name {
        switch self {
        case .fingerOut: .fingerOut
        case .coldFinger: .coldFinger
        case .motion: .motion
        case .searching: .searching
        case .sensorFault: .sensorFault
        case .lowBattery: .lowBattery
        case .clockDrift: .clockDrift
        case .freeze: .freeze
        case .silence: .silence
        case .babble: .babble
        case .dropBytes: .dropBytes
        case .flipBits: .flipBits
        case .halfFrames: .halfFrames
        case .gluedFrames: .gluedFrames
        case .wrongBaud: .wrongBaud
        case .unplug: .unplug
        case .rename: .rename
        }
    }

    /// What the fault goes wrong on.
    public var kind: Kind { name.kind }
}

extension Fault.Name {
    /// What a fault of this name goes wrong on.
    public var kind: Fault.Kind {
        switch self {
        case .fingerOut, .coldFinger, .motion: .person
        case .searching, .sensorFault, .lowBattery, .clockDrift, .freeze, .silence, .babble: .device
        case .dropBytes, .flipBits, .halfFrames, .gluedFrames, .wrongBaud, .unplug, .rename: .line
        }
    }
}
