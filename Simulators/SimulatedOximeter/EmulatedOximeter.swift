public import SimulatedPatient

/// An oximeter that is imitated byte for byte: what it answers, and what it sends while it measures.
///
/// A value type with no clock: the caller asks for one frame every `1 / framesPerSecond` seconds.
public protocol EmulatedOximeter: Sendable {
    /// How many frames the device measures in a second.
    static var framesPerSecond: Int { get }
    /// What the host sends to make the device stream; empty when it streams by itself.
    static var startCommand: [UInt8] { get }
    /// How the device says that no finger is in it.
    var fingerOutForm: FingerOutForm { get set }
    /// Whether the device streams now.
    var isStreaming: Bool { get }

    /// Makes the device; its small measuring errors follow from `seed`.
    init(seed: UInt64)
    /// Takes bytes from the host and gives the answers at once.
    mutating func receive(_ bytes: some Sequence<UInt8>) -> [UInt8]
    /// Measures the person for one frame; the frame's bytes, or none while the device is idle.
    mutating func frame(of person: SimulatedState) -> [UInt8]
}

/// The ways devices of one family say "no finger".
public enum FingerOutForm: String, CaseIterable, Sendable {
    /// As real firmware was seen to: pulse 0, oxygen 0.
    case firmware
    /// As the vendor's document says: pulse 255, oxygen 127.
    case vendor
}

/// The families that can be imitated, by their command-line names.
public enum OximeterFamily: String, CaseIterable, Sendable {
    /// Contec V7 typed packets over 115200 baud serial.
    case contecV7 = "contec-v7"
}
