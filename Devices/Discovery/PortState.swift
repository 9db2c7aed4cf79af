/// How a port stands, and what a person can do about it.
public enum PortState: Equatable, Sendable {
    /// Nothing is known to stand in the way.
    case free
    /// It can be used, but the kernel may put its USB device to sleep, or already has.
    case autosuspend(isAsleep: Bool)
    /// udev still works through its rules: its permissions may yet change.
    case notReady
    /// A program uses it; its name where the system tells.
    case busy(holder: String?)
    /// ModemManager tries modem commands on it.
    case takenByModemManager
    /// brltty took the USB device for a Braille display, and its port is gone.
    case takenByBrltty
    /// This user may not read and write it.
    case noPermission(isHID: Bool)
    /// The USB device is there and the kernel made no port of it; the driver that should, where one
    /// is known.
    case noDriver(module: String?)
    /// Its ids are not known to be an oximeter's, or its name says that it is something else.
    case unknownDevice(path: String)
    /// Nothing is at the path.
    case missing
}

extension PortState {
    /// The state in one word, as scripts read it.
    public var name: String {
        switch self {
        case .free: "free"
        case .autosuspend(let isAsleep): isAsleep ? "suspended" : "autosuspend"
        case .notReady: "not-ready"
        case .busy: "busy"
        case .takenByModemManager: "taken-by-modemmanager"
        case .takenByBrltty: "taken-by-brltty"
        case .noPermission: "no-permission"
        case .noDriver: "no-driver"
        case .unknownDevice: "unknown-device"
        case .missing: "missing"
        }
    }

    /// What a person can do, in one sentence; nil when nothing needs doing.
    public var advice: String? {
        let install = "sudo spotter devices install-rules"
        switch self {
        case .free: return nil
        case .autosuspend(let isAsleep):
            return
                (isAsleep ? "USB autosuspend has put it to sleep" : "USB autosuspend may stop it")
                + " and readings can be lost: keep it awake with `\(install)`."
        case .notReady: return "The system is still setting it up: look again in a few seconds."
        case .busy("spotter"):
            return "Spotter is reading it: to read it elsewhere, stop that first."
        case .busy(let holder):
            return "\(holder ?? "Another program") is using it: close that program to read it here."
        case .takenByModemManager:
            return "ModemManager is probing it: wait 30 s, or install the udev rules: `\(install)`."
        case .takenByBrltty:
            return
                "brltty has taken it for a Braille display: install the udev rules (`\(install)`),"
                + " stop brltty (`sudo systemctl mask --now brltty.service brltty-udev.service`),"
                + " and plug it in again."
        case .noPermission(let isHID):
            let join = "join the group dialout (`sudo usermod -aG dialout $USER`) and log in again"
            return isHID
                ? "Permission denied: run `\(install)`, and unless you sit at the box itself \(join)."
                : "Permission denied: \(join); at the box itself `\(install)` is enough."
        case .noDriver(let module):
            return "The kernel driver did not make a port: plug it in again"
                + (module.map { ", or load the driver (`sudo modprobe \($0)`)." } ?? ".")
        case .unknownDevice(let path):
            return "It is not known as an oximeter; if it is one, name it:"
                + " `spotter serve --port \(path):FAMILY`."
        case .missing: return "It went away while it was looked at: plug it in again."
        }
    }
}
