import ArgumentParser
import Discovery

/// `spotter devices install-rules`: tells udev about oximeters.
struct InstallRulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "install-rules",
        abstract: "Install the udev rules for oximeters; needs root (sudo).",
        discussion: """
            The rules give the group dialout and whoever sits at the box access to oximeters, keep \
            ModemManager and brltty away from them and the kernel from putting them to sleep, and \
            make names that stay: /dev/spotter/by-path/. Installing twice changes nothing.
            """)

    @Option(help: ArgumentHelp("Write under this directory, as for an image.", valueName: "dir"))
    var root = "/"

    @Flag(help: "Print the rules and write nothing.")
    var print = false

    @Flag(help: "Remove the rules.")
    var uninstall = false

    func validate() throws {
        if root.isEmpty { throw ValidationError("--root takes a directory.") }
        if print && uninstall { throw ValidationError("Give --print or --uninstall, not both.") }
    }

    func run() throws {
        if print { return Swift.print(UdevRules.text, terminator: "") }
        let file = RulesFile(root: root)
        let outcome = uninstall ? try file.remove() : try file.write(UdevRules.text)
        Swift.print(outcome.sentence)
        guard outcome.changed else { return }
        guard file.isTheSystems else {
            return Swift.print("udev here was not told: \(root) is not this system.")
        }
        Swift.print(Self.tellUdev())
    }

    /// Has udev read its rules and go over what is plugged in; what was done, in a sentence.
    private static func tellUdev() -> String {
        let replug = "unplug the oximeters and plug them in again."
        guard let udevadm = SystemProgram.path(of: "udevadm") else {
            return "udevadm is not on this system: \(replug)"
        }
        guard SystemProgram.run(udevadm, ["control", "--reload"]) else {
            return "udev did not take the rules (udevadm control --reload failed):"
                + " restart the box, or \(replug)"
        }
        let classes = ["usb", "tty", "hidraw"].map { "--subsystem-match=\($0)" }
        guard SystemProgram.run(udevadm, ["trigger"] + classes) else {
            return "udev has the rules, but not for what is plugged in"
                + " (udevadm trigger failed): \(replug)"
        }
        return "udev has read its rules again and gone over what is plugged in."
    }
}
