public import HidPort
public import SerialPort
public import SignalCore
public import Threads

/// Where a link's bytes come from: a port, a recording played back, or one of them recorded.
///
/// One thread owns a transport from opening to closing.
public protocol Transport: ~Copyable {
    /// True for one that begins anew or fails when it is opened a second time: a link then stays with
    /// it through every silence.
    static var opensOnce: Bool { get }

    /// Sleeps until bytes can be read, `wake` is woken, the deadline has come or the far end is gone.
    mutating func wait(until deadline: BootTime, wake: WakePipe?) -> PortWait

    /// Reads what is there into a buffer made once; 0 when nothing is there now.
    mutating func read(into bytes: inout [UInt8]) throws(SerialPortError) -> Int

    /// Writes a command, all of it or an error.
    mutating func write(_ bytes: [UInt8], until deadline: BootTime) throws(SerialPortError)
}

extension Transport where Self: ~Copyable {
    /// A port can be opened as often as one likes.
    public static var opensOnce: Bool { false }
}

extension SerialPort: Transport {}
extension HidPort: Transport {}
