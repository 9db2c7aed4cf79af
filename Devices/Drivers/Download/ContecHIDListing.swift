/// The records a Contec HID device lists in its automatic mode. The device hands out the next one
/// at each question, so a lost answer leaves a hole, and the list is gone through again.
struct ContecHIDListing: Sendable {
    /// The device holds at most so many.
    static let mostRecords = 99
    /// How often the list is gone through for records that are missing.
    private static let mostRounds = 3

    /// What came, by index; `nil` in a hole.
    private(set) var records: [ContecHIDAnswer.Record?] = []
    private var roundsLeft = mostRounds
    private var asked = 0

    /// Takes a heading; true when the list is done with.
    mutating func take(_ record: ContecHIDAnswer.Record, isLast: Bool) -> Bool {
        asked += 1
        let place = Int(record.index) - 1
        if (0..<Self.mostRecords).contains(place) {
            while records.count <= place { records.append(nil) }
            records[place] = record
        }
        if isLast || asked >= Self.mostRecords {
            asked = 0
            roundsLeft -= 1
            return roundsLeft == 0 || !records.contains { $0 == nil }
        }
        return false
    }
}
