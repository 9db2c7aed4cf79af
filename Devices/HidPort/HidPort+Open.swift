import Glibc
import SerialPort

extension HidPort {
    /// Opens and claims the device; whatever fails, no descriptor is left behind.
    static func openedDescriptor(
        path: String, ids: HidIdentity?
    ) throws(SerialPortError) -> Int32 {
        try checkKind(of: path)
        let descriptor = try rawDescriptor(path: path)
        do throws(SerialPortError) {
            try claim(descriptor, path: path, ids: ids)
        } catch {
            HidCall.close(descriptor)
            throw error
        }
        return descriptor
    }

    /// Looks before opening, for opening can have effects.
    private static func checkKind(of path: String) throws(SerialPortError) {
        switch HidCall.kind(of: path) {
        case .failed(let number): throw openError(number, path: path)
        case .value(let mode):
            guard mode_t(mode) & S_IFMT == S_IFCHR else { throw .notAHidDevice(path: path) }
        }
    }

    private static func rawDescriptor(path: String) throws(SerialPortError) -> Int32 {
        while true {
            switch HidCall.open(path) {
            case .value(let descriptor): return Int32(descriptor)
            case .failed(EINTR): continue
            case .failed(let number): throw openError(number, path: path)
            }
        }
    }

    private static func openError(_ number: Int32, path: String) -> SerialPortError {
        switch number {
        case ENOENT, ENOTDIR, ENXIO, ENODEV: .notFound(path: path)
        case EACCES, EPERM: .noPermission(path: path)
        case EBUSY: .taken(path: path)
        case EIO: .gone(path: path)
        default: .system(call: "open", errno: number, path: path)
        }
    }

    private static func claim(
        _ descriptor: Int32, path: String, ids: HidIdentity?
    ) throws(SerialPortError) {
        var found = HidIdentity(vendorID: 0, productID: 0)
        switch HidCall.identity(of: descriptor, into: &found) {
        case .value: break
        case .failed(EIO), .failed(ENODEV), .failed(ENXIO): throw .gone(path: path)
        case .failed: throw .notAHidDevice(path: path)
        }
        if let ids, ids != found { throw .otherDevice(path: path) }
        if case .failed = HidCall.lock(descriptor) { throw .taken(path: path) }
    }
}
