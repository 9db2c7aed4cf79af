import Ledger
public import People
public import Store
import Synchronization

/// Private notes. The passphrase is asked for at each opening and each saving, is used on the
/// passphrase thread, and is kept nowhere. Nothing here writes an entry, a session, a count or a log
/// line; only the vault, and only to save or to erase.
extension PeopleDesk {
    /// The note under a passphrase; `nil` when none opens with it. Writes nothing.
    public func openNote(
        of account: Account, passphrase: String
    ) async throws(PrivateNoteError) -> String? {
        try await withKey(of: account, passphrase) { vault, key throws(VaultError) in
            try vault.open(key)
        }
    }

    /// Keeps a note under a passphrase of the worker's own; one that was under it before is replaced.
    public func saveNote(
        _ text: String, of account: Account, passphrase: String
    ) async throws(PrivateNoteError) {
        guard text.utf8.count <= SealedNote.longestText else { throw .vault(.tooLong) }
        if let problem = PassphraseRule.problem(of: passphrase, handle: account.handle) {
            throw .unfit(problem)
        }
        // A supervisor may have chosen that one, and its hash lies beside the vault.
        guard let isSignIn = await passphrases.matches(passphrase, account.passphrase) else {
            throw .busy
        }
        guard !isSignIn else { throw .sameAsSignIn }
        _ = try await withKey(of: account, passphrase) { vault, key throws(VaultError) in
            let old = try vault.open(key)
            try vault.save(text, under: key)
            return old
        }
    }

    /// Puts random bytes in the place of the note under a passphrase; false when none opens with it.
    public func eraseNote(
        of account: Account, passphrase: String
    ) async throws(PrivateNoteError) -> Bool {
        let erased = try await withKey(of: account, passphrase) { vault, key throws(VaultError) in
            try vault.erase(key) ? true : nil
        }
        return erased != nil
    }

    /// Works the key out and uses it, both on the passphrase thread. `nil` from `body` counts as a
    /// try that failed: an empty vault and a wrong passphrase are the same.
    private func withKey<Value: Sendable>(
        of account: Account, _ passphrase: String,
        _ body: @escaping @Sendable (Vault, NoteKey) throws(VaultError) -> Value?
    ) async throws(PrivateNoteError) -> Value? {
        let subjects: [SignInAttempts.Subject] = [.account(account.id.text)]
        let wait = noteAttempts.withLock { $0.wait(for: subjects, now: now) }
        guard wait == 0 else { throw .wait(seconds: Int((wait + 999) / 1000)) }
        guard passphrase.utf8.count <= PassphraseRule.longestBytes else { throw .unfit(.tooLong) }
        noteAttempts.withLock { $0.failed(subjects, now: now) }
        let (vault, salt) = (vault, account.noteSalt)
        let answer = await passphrases.run { () -> Result<Value?, PrivateNoteError> in
            guard vault.prepare() else { return .failure(.vault(.unavailable)) }
            guard
                let key = NoteKey.make(
                    passphrase: passphrase, salt: salt, copies: Vault.copies, slots: Vault.slots)
            else { return .failure(.busy) }
            do throws(VaultError) {
                return .success(try body(vault, key))
            } catch {
                return .failure(.vault(error))
            }
        }
        guard let answer else { throw .busy }
        let value = try answer.get()
        if value != nil {
            noteAttempts.withLock { $0.succeeded(account: account.id.text, place: "") }
        }
        return value
    }
}

/// Why a private note was not opened or kept, as one sentence for people.
public enum PrivateNoteError: Error, Equatable, Sendable, CustomStringConvertible {
    case wait(seconds: Int)
    case busy
    case unfit(PassphraseRule.Problem)
    case sameAsSignIn
    case vault(VaultError)

    /// One plain sentence.
    public var description: String {
        switch self {
        case .wait(let seconds): "Too many tries. The next one can be made in \(seconds) s."
        case .busy: "The station is busy; try again in a moment."
        case .unfit(let problem): SignInError.unfit(problem).description
        case .sameAsSignIn:
            "That is the sign-in passphrase; others may know it. A note needs one of its own."
        case .vault(let error): error.description
        }
    }
}
