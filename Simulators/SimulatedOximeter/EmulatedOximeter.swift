public import SimulatedPatient

/// An oximeter that is imitated byte for byte: what it answers, and what it sends while it measures.
///
/// A value type with no clock: the caller asks for one frame every `1 / framesPerSecond` seconds.
/// The same seed and the same calls give the same bytes.
public protocol EmulatedOximeter: Sendable {
    /// The family the device belongs to.
    static var family: OximeterFamily { get }
    /// How often a second `frame(of:)` is to be called; a family with slower messages gives none
    /// on the calls between.
    static var framesPerSecond: Int { get }
    /// The serial line the device drives; `nil` for a USB-HID device, whose bytes are reports of 64.
    static var line: SimulatedLine? { get }
    /// What the host sends to make the device stream; empty when it streams by itself.
    static var startCommand: [UInt8] { get }
    /// What the family has a bit or a code for. What it has none for is only seen in missing values.
    static var canSay: Set<DeviceWord> { get }
    /// How the device says that no finger is in it, unless `conditions` asks for another form.
    var fingerOutForm: FingerOutForm { get set }
    /// What is wrong with the device now.
    var conditions: DeviceConditions { get set }
    /// What the device has stored, oldest first; empty and ignored in a family without a memory.
    var memory: [SimulatedSession] { get set }
    /// Whether the device sends by itself now: a stream, or a download.
    var isStreaming: Bool { get }

    /// Makes the device; its small measuring errors, its clock and its memory follow from `seed`.
    init(seed: UInt64)
    /// Takes bytes from the host and gives the answers at once.
    mutating func receive(_ bytes: some Sequence<UInt8>) -> [UInt8]
    /// Measures the person for one frame; the frame's bytes, or none while there is nothing to send.
    mutating func frame(of person: SimulatedState) -> [UInt8]
}

/// A serial line with eight data bits and one stop bit.
public struct SimulatedLine: Equatable, Sendable {
    /// Bits a second.
    public let baud: Int
    /// Whether a bit of odd parity follows the data.
    public let oddParity: Bool

    /// Makes a line.
    public init(baud: Int, oddParity: Bool = false) {
        self.baud = baud
        self.oddParity = oddParity
    }
}

/// The ways devices of one family say "no finger". A family with one way takes both for it.
public enum FingerOutForm: String, CaseIterable, Sendable {
    /// As real firmware was seen to: in the Contec families pulse 0, oxygen 0.
    case firmware
    /// As the vendor's document says it: in the Contec families pulse 255, oxygen 127.
    case vendor
}
