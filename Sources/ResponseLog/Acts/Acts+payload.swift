import Ledger

extension Oxygen {
    var fields: [String: CanonicalValue] {
        [
            "flowLitresPerMinute": .integer(Int64(litresPerMinute)), "device": .choice(device),
            "cylinder": .optional(cylinder), "gaugeBar": .optional(gaugeBar.map(Int64.init)),
        ]
    }

    init(_ reader: PayloadReader) throws(FactError) {
        try self.init(
            litresPerMinute: Int(try reader.integer("flowLitresPerMinute", in: 0...60)),
            device: try reader.choice("device", or: .notRecorded),
            cylinder: try reader.optionalText("cylinder", longest: 40),
            gaugeBar: try reader.optionalInteger("gaugeBar").map { Int(clamping: $0) })
    }
}

extension Dose {
    var fields: [String: CanonicalValue] {
        [
            "route": .choice(route), "amountMicrograms": .optional(amountMicrograms),
            "strengthMicrogramsPerMillilitre": .optional(strengthMicrogramsPerMillilitre),
            "site": .choice(site), "kit": .optional(kit), "beforeUs": .bool(beforeUs),
        ]
    }

    /// Entries of the first release have no more than route and amount.
    init(_ reader: PayloadReader) throws(FactError) {
        try self.init(
            route: try reader.choice("route"),
            amountMicrograms: try reader.optionalInteger("amountMicrograms"),
            strengthMicrogramsPerMillilitre: try reader.optionalInteger(
                "strengthMicrogramsPerMillilitre"),
            site: try reader.choice("site", or: .notRecorded),
            kit: try reader.optionalText("kit", longest: 40),
            beforeUs: try reader.optionalFlag("beforeUs") ?? false)
    }
}

extension DoseResponse {
    var fields: [String: CanonicalValue] {
        [
            "dose": .id(dose), "change": .choice(change), "breathing": .choice(breathing),
            "awake": .choice(awake),
        ]
    }

    init(_ reader: PayloadReader) throws(FactError) {
        self.init(
            dose: try reader.optionalID("dose"), change: try reader.choice("change"),
            breathing: try reader.choice("breathing", or: .notRecorded),
            awake: try reader.choice("awake", or: .notRecorded))
    }
}

extension TypedVitals {
    init(_ reader: PayloadReader) throws(FactError) {
        try self.init(
            spo2Percent: try reader.optionalInteger("spo2Percent").map { Int(clamping: $0) },
            pulseBpm: try reader.optionalInteger("pulseBpm").map { Int(clamping: $0) })
    }
}
