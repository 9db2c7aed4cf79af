import Ledger
public import Store

extension Station {
    /// Deletes someone's account, at their own wish: the handle wherever it can be resolved, title,
    /// passphrase, sessions, check-ins, what a private note was sealed with, and what they said of
    /// their shift. The ledger keeps random ids. The last supervisor stays.
    public func deleteAccount(_ account: Account) async throws {
        // First: this can refuse, and then nothing is gone.
        _ = try await people.store.write(
            .remove(account.id, by: account.id, now: now().unixMilliseconds))
        people.shifts.take(.forget, by: account.id, at: now().boot)
        book.forget(handle: account.handle)
        // A label that still waits for the disk must not come back afterwards.
        await notes.flush(to: store)
        try await store.forget(handle: account.handle)
    }
}
