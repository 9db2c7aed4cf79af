import SimulatedPatient

/// What a Contec HID device has stored and how it hands it out.
struct ContecHIDStore: Sendable {
    var mode = ContecHIDOximeter.StoredMode.automatic
    var sessions: [SimulatedSession] {
        didSet { announced = 0 }
    }
    /// How many records have been announced since the list was begun.
    private var announced = 0
    private var isDeleting = false

    init(sessions: [SimulatedSession]) { self.sessions = sessions }

    /// Three records. What the code of manual records cannot say does not occur in the first, so it
    /// is exact in both modes: its first 27 seconds are missing, as captured.
    static func made(random: inout SeededRandom) -> [SimulatedSession] {
        var clock = DeviceClock(random: &random)
        return [27..<27, 60..<71, 0..<3].map { gap in
            clock.advance(seconds: 30_000, driftPartsPerMillion: 0)
            let length = Int(random.between(200, 700))
            let outline = SimulatedSession.Outline(
                start: clock.time, seconds: length, gaps: [gap.isEmpty ? 0..<27 : gap])
            return .made(outline, random: &random)
        }
    }

    /// Whether there are records, and of which kind.
    func modeAnswer() -> [UInt8] { modeAnswer(isAutomatic: mode == .automatic) }

    /// After a deletion the kind was captured as zero in both modes.
    private func modeAnswer(isAutomatic: Bool) -> [UInt8] {
        ContecHIDEncoder.message([
            0xEF, 0x00, sessions.isEmpty ? 0 : 1, isAutomatic ? 0x40 : 0, 0, 0, 0,
        ])
    }

    /// The next record of the list, which begins anew after its end; none without records.
    mutating func announceNext() -> [UInt8] {
        guard mode == .automatic, !sessions.isEmpty else { return [] }
        announced = announced % sessions.count + 1
        return ContecHIDAutoRecord.announcement(
            sessions[announced - 1], number: announced, isLast: announced == sessions.count)
    }

    /// A record's values. None before the whole list was asked for.
    func record(_ quantity: ContecHIDCommand.Quantity, number: UInt8) -> [UInt8] {
        guard mode == .automatic, announced == sessions.count,
            sessions.indices.contains(Int(number) - 1)
        else { return [] }
        return ContecHIDAutoRecord.messages(
            quantity, ContecHIDRecord.values(sessions[Int(number) - 1], quantity))
    }

    /// What is announced of the record that was started by hand.
    func manualAnnouncement() -> [UInt8] {
        guard mode == .manual, let session = sessions.first else { return [] }
        return ContecHIDManualRecord.announcement(session)
    }

    /// Its values.
    func manualRecord(_ quantity: ContecHIDCommand.Quantity) -> [UInt8] {
        guard mode == .manual, let session = sessions.first else { return [] }
        let values = session.seconds.map { second in
            (quantity == .spo2 ? second.spo2Percent : second.pulseBpm).map { UInt8(clamping: $0) }
        }
        return ContecHIDManualRecord.messages(quantity, values)
    }

    /// Deletes all automatic records: says that there are none now, then that it is done.
    mutating func deleteAll() -> [UInt8] {
        guard mode == .automatic else { return [] }
        sessions = []
        return modeAnswer(isAutomatic: false)
            + ContecHIDEncoder.message([0xED, 0x7F, 0x7F, 0x7F, 0x7F, 0x00])
    }

    /// The first of two steps that delete the manual record.
    mutating func beginDeleting() -> [UInt8] {
        isDeleting = mode == .manual
        return ContecHIDEncoder.message([0xD1, 0x00, 0x00])
    }

    /// The second step; without the first one nothing happens.
    mutating func confirmDeleting() -> [UInt8] {
        guard isDeleting && mode == .manual else { return [] }
        sessions = []
        isDeleting = false
        return modeAnswer(isAutomatic: false) + ContecHIDEncoder.message([0xD1, 0x01, 0x00])
    }
}
