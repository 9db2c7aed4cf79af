import Ledger

/// The last touches that make no entry of their own, so that one sent twice acts once. Pure.
struct RecentTouches: Sendable {
    private var touches: [EntryID] = []
    /// More than every tablet of a site can have under way at once.
    private static let capacity = 256

    /// Remembers a touch; false when it was known already.
    mutating func remember(_ touch: EntryID) -> Bool {
        guard !touches.contains(touch) else { return false }
        if touches.count == Self.capacity { touches.removeFirst() }
        touches.append(touch)
        return true
    }
}
