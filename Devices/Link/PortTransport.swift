public import HidPort
public import SerialPort
public import SignalCore
public import Threads

/// A port of either kind, opened as a plan's round wants it.
public struct PortTransport: Transport, ~Copyable {
    private var serial: SerialPort?
    private var hid: HidPort?

    /// Opens the port. `isHID` is what the system says of it, and `ids` what a human-interface device
    /// there must be.
    ///
    /// A serial port that is to carry HID reports is a simulator's pseudo-terminal: its bytes are the
    /// reports' bytes and its speed means nothing. Commands go there as they are, without the report
    /// id and the unused end that a real device gets.
    public init(
        path: String, isHID: Bool, setting: PortSetting, ids: HidIdentity? = nil
    ) throws(SerialPortError) {
        switch setting {
        case .serial(let line):
            guard !isHID else { throw .unsupported(path: path, what: setting.description) }
            serial = try SerialPort(path: path, line: line)
            hid = nil
        case .hid where isHID:
            hid = try HidPort(path: path, ids: ids)
            serial = nil
        case .hid:
            serial = try SerialPort(path: path, line: LineSettings(baud: 115_200))
            hid = nil
        }
    }

    /// Sleeps until bytes can be read, `wake` is woken, the deadline has come or the device is gone.
    public mutating func wait(until deadline: BootTime, wake: WakePipe?) -> PortWait {
        serial?.wait(until: deadline, wake: wake)
            ?? hid?.wait(until: deadline, wake: wake) ?? .gone
    }

    /// Reads what is there; 0 when nothing is.
    public mutating func read(into bytes: inout [UInt8]) throws(SerialPortError) -> Int {
        if serial != nil { return try serial?.read(into: &bytes) ?? 0 }
        return try hid?.read(into: &bytes) ?? 0
    }

    /// Writes a command, all of it or an error.
    public mutating func write(
        _ bytes: [UInt8], until deadline: BootTime
    ) throws(SerialPortError) {
        try serial?.write(bytes, until: deadline)
        try hid?.write(bytes, until: deadline)
    }
}
