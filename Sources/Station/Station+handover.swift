public import Ledger
import Store

/// What a handover page needs besides the record.
extension Station {
    /// What the site is called.
    public var site: String { settings.site }

    /// The site's telephone number; `nil` when none was set.
    public var phone: String? { settings.phone }

    /// The family of the oximeter an open watch has now, as far as it is known.
    public func oximeterFamily(of watch: EntryID) -> String? {
        board.everything().tiles.first { $0.watch?.watch == watch }?.oximeter.family
    }

    /// The ledger's state as a signed note, as new as the disk allows; `nil` when there is none.
    public func signedCheckpoint() async -> String? {
        if store.health.isStoring, let note = try? await store.signCheckpoint() { return note }
        return (try? await store.reader.newestCheckpoint()) ?? nil
    }
}
