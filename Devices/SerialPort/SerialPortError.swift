import Glibc

/// Why a port cannot be used. Every description is one sentence: where, what, and what to do.
public enum SerialPortError: Error, Equatable, Sendable {
    /// Nothing is at the path.
    case notFound(path: String)
    /// This user may not read and write the port.
    case noPermission(path: String)
    /// Another program, or another part of this one, holds the port.
    case taken(path: String)
    /// The path is a file, a directory or a device that is no serial port.
    case notASerialPort(path: String)
    /// The path is no port of a human-interface device (hidraw).
    case notAHidDevice(path: String)
    /// A human-interface device is at the path, but not the wanted one.
    case otherDevice(path: String)
    /// The port's driver refused a setting.
    case unsupported(path: String, what: String)
    /// The device was unplugged, or the other end was closed.
    case gone(path: String)
    /// A system call failed in another way.
    case system(call: String, errno: Int32, path: String)

    /// The path of the port that the error is about.
    public var path: String {
        switch self {
        case .notFound(let path), .noPermission(let path), .taken(let path),
            .notASerialPort(let path), .notAHidDevice(let path), .otherDevice(let path),
            .unsupported(let path, _), .gone(let path), .system(_, _, let path):
            path
        }
    }
}

extension SerialPortError: CustomStringConvertible {
    /// One plain sentence for the person at the terminal.
    public var description: String {
        "\(path): \(advice)"
    }

    private var advice: String {
        switch self {
        case .notFound:
            "there is no such port; plug the oximeter in or check the name."
        case .noPermission:
            "permission denied; add this user to the group dialout, or install the udev rules."
        case .taken:
            "another program is using this port; close it and try again."
        case .notASerialPort:
            "this is not a serial port; give the path of one, such as /dev/ttyUSB0."
        case .notAHidDevice:
            "this is not a port of a HID oximeter; give the path of one, such as /dev/hidraw0."
        case .otherDevice:
            "another device than the oximeter is at this path; look again with spotter devices."
        case .unsupported(_, let what):
            "the port cannot do \(what); try another cable or adapter."
        case .gone:
            "the port is gone; plug the oximeter in again."
        case .system("write", ETIMEDOUT, _):
            "the device did not take the bytes in time; unplug it and plug it in again."
        case .system(let call, let number, _):
            "\(call) failed (\(SystemCall.text(of: number)));"
                + " unplug the device and plug it in again."
        }
    }
}
