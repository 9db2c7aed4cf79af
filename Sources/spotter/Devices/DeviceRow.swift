import Discovery

/// One port as `spotter devices` prints it.
struct DeviceRow {
    let candidate: Candidate
    /// Best first.
    let guesses: [Fingerprint]
    let state: PortState
    /// What someone fixed for the port's place.
    let pin: String?

    init(_ candidate: Candidate, pin: String? = nil) {
        self.candidate = candidate
        self.pin = pin
        guesses = FingerprintTable.known.matches(for: candidate)
        state = Discovery.state(of: candidate)
    }

    var text: String {
        var parts = [candidate.isWithoutPort ? "(no port)" : candidate.path]
        if let usb { parts.append(usb) }
        if let product = candidate.product { parts.append("\"\(Self.shown(product))\"") }
        if let serial = candidate.serial { parts.append("serial \(Self.shown(serial))") }
        parts.append("at \(candidate.location)")
        if let driver = candidate.kernelDriver { parts.append("driver \(driver)") }
        if candidate.isSimulated { parts.append("simulated") }
        parts.append(guesses.isEmpty ? "unknown" : guessed)
        if let pin { parts.append("pinned to \(pin)") }
        parts.append(state.name)
        var lines = [parts.joined(separator: "  ")]
        if let models = guesses.first?.models, !models.isEmpty { lines.append("may be: \(models)") }
        if let advice = state.advice { lines.append(advice) }
        return lines.joined(separator: "\n    ")
    }

    var json: String {
        JSONText.object([
            ("path", .optional(candidate.isWithoutPort ? nil : candidate.path)),
            ("vendorId", .optional(candidate.vendorID.map(Self.hexadecimal))),
            ("productId", .optional(candidate.productID.map(Self.hexadecimal))),
            ("product", .optional(candidate.product)), ("serial", .optional(candidate.serial)),
            ("location", .text(candidate.location)),
            ("driver", .optional(candidate.kernelDriver)),
            ("family", .optional(guesses.first?.family)),
            ("score", .integer(guesses.first.map { Int64($0.score) })),
            (
                "families",
                .objects(
                    guesses.map {
                        [("family", .text($0.family)), ("score", .integer(Int64($0.score)))]
                    })
            ),
            ("simulated", .flag(candidate.isSimulated)), ("state", .text(state.name)),
            ("advice", .optional(state.advice)), ("pin", .optional(pin)),
        ])
    }

    private var guessed: String {
        guesses.map { "\($0.family) \($0.score)" }.joined(separator: ", ")
    }

    private var usb: String? {
        guard let vendor = candidate.vendorID, let product = candidate.productID else { return nil }
        return Self.hexadecimal(vendor) + ":" + Self.hexadecimal(product)
    }

    private static func hexadecimal(_ id: UInt16) -> String {
        let digits = String(id, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }

    /// What a device says of itself, without what would move a terminal's cursor.
    private static func shown(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : $0 }))
    }
}
