import ArgumentParser
import Discovery

/// `spotter devices`: every candidate port and what to do about it.
struct DevicesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "devices", abstract: "List the ports that may lead to an oximeter.")

    @Flag(help: "Print one JSON object a line.")
    var jsonl = false

    func run() throws {
        let rows = try Discovery.candidates().map(DeviceRow.init)
        if jsonl {
            for row in rows { print(row.json) }
        } else if rows.isEmpty {
            print("No USB serial port was found. Plug an oximeter in, or name a port: --port PATH.")
        } else {
            for row in rows { print(row.text) }
        }
    }
}

/// One port as `spotter devices` prints it.
struct DeviceRow {
    let candidate: Candidate
    let guess: Fingerprint?
    let access: PortAccess

    init(_ candidate: Candidate) {
        self.candidate = candidate
        guess = FingerprintTable.known.matches(for: candidate).first
        access = Discovery.access(of: candidate.path)
    }

    /// `free`, `busy` or why the port cannot be used.
    var state: String {
        switch access {
        case .free: "free"
        case .taken: "busy"
        case .noPermission: "no-permission"
        case .missing: "missing"
        }
    }

    /// What a person can do; `nil` when nothing needs doing.
    var advice: String? {
        switch access {
        case .taken(let holder?): "in use by \(holder); close it to read the oximeter here."
        case .taken: "in use by another program; close it to read the oximeter here."
        case .noPermission:
            "permission denied; add this user to the group dialout and log in again."
        case .missing: "the port went away while it was looked at; plug it in again."
        case .free:
            guess == nil
                ? "not known as an oximeter's cable; if it is one, name it: "
                    + "spotter serve --port \(candidate.path)" : nil
        }
    }

    private var usb: String? {
        guard let vendor = candidate.vendorID, let product = candidate.productID else { return nil }
        return hexadecimal(vendor) + ":" + hexadecimal(product)
    }

    private func hexadecimal(_ id: UInt16) -> String {
        let digits = String(id, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }

    var text: String {
        var parts = [candidate.path]
        if let usb { parts.append(usb) }
        if let product = candidate.product { parts.append("\"\(product)\"") }
        if let serial = candidate.serial { parts.append("serial \(serial)") }
        parts.append("at \(candidate.location)")
        if let driver = candidate.kernelDriver { parts.append("driver \(driver)") }
        parts.append(guess.map { "\($0.family) score \($0.score)" } ?? "unknown")
        parts.append(state)
        return parts.joined(separator: "  ") + (advice.map { "\n    " + $0 } ?? "")
    }

    var json: String {
        JSONText.object([
            ("path", .text(candidate.path)),
            ("vendorId", .optional(candidate.vendorID.map(hexadecimal))),
            ("productId", .optional(candidate.productID.map(hexadecimal))),
            ("product", .optional(candidate.product)), ("serial", .optional(candidate.serial)),
            ("location", .text(candidate.location)),
            ("driver", .optional(candidate.kernelDriver)),
            ("family", .optional(guess?.family)),
            ("score", .integer(guess.map { Int64($0.score) })),
            ("simulated", .flag(candidate.isSimulated)), ("state", .text(state)),
            ("advice", .optional(advice)),
        ])
    }
}
