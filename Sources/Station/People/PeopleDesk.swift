public import Ledger
public import People
public import ResponseLog
public import Store
import Synchronization
import Threads

/// Sign-ins, enrolment and the audit of reads. Nothing an emergency needs passes through here but a
/// look at what is in memory. Any thread or task may call it.
public final class PeopleDesk: Sendable {
    /// Accounts, sessions and consoles.
    public let store: PeopleStore
    let ledger: LedgerStore
    let clock: WallClock
    let vault: Vault
    let passphrases = PassphraseThread()
    /// Failed openings of private notes; in memory alone.
    let noteAttempts = Mutex(SignInAttempts())
    /// What people say of their own shift; in memory alone.
    public let shifts = ShiftBoard()
    private let attempts = Mutex(SignInAttempts())
    private let codes = Mutex<[Digest: EnrolCode]>([:])
    private let lastReads = Mutex<[ReadFact: Int64]>([:])

    private struct EnrolCode {
        var by: EntryID
        var expires: Int64
    }

    /// A code for one device is good for so long, in milliseconds.
    public static let codeMilliseconds: Int64 = 10 * 60_000
    /// The same person reading the same page again within so long is one read, in milliseconds.
    static let sameReadMilliseconds: Int64 = 5 * 60_000

    init(directory: String, ledger: LedgerStore, clock: WallClock) {
        self.ledger = ledger
        self.clock = clock
        vault = Vault(directory: directory)
        store = PeopleStore(directory: directory, clock: clock) { drafts in
            (try? await ledger.append(drafts)) != nil
        }
        // Not waited for: a slow disk holds up no start.
        let (vault, passphrases) = (vault, passphrases)
        passphrases.start { _ = vault.prepare() }
    }

    var now: Int64 { clock.now().recordedUnixMilliseconds }

    /// Signs someone in. `place` names the console or the address, for counting failures. Gives the
    /// token for the browser; the station keeps its digest alone.
    public func signIn(
        handle: String, passphrase: String, console: EntryID?, place: String
    ) async throws(SignInError) -> (token: String, account: Account) {
        let account = store.snapshot.account(handle: handle)
        var subjects: [SignInAttempts.Subject] = [.console(place)]
        if let account { subjects.append(.account(account.id.text)) }
        let wait = attempts.withLock { $0.wait(for: subjects, now: now) }
        guard wait == 0 else {
            await note(.limited, account)
            throw .wait(seconds: Int((wait + 999) / 1000))
        }
        let isUsable = account.map { !$0.isDisabled && $0.passphrase != nil } ?? false
        // Counted before it is known, so that many at once are not many guesses.
        attempts.withLock { $0.failed(subjects, now: now) }
        guard passphrase.utf8.count <= PassphraseRule.longestBytes else { throw .wrong }
        let hash = isUsable ? account?.passphrase : nil
        guard let matches = await passphrases.matches(passphrase, hash) else { throw .busy }
        guard matches, let account else {
            await note(.failed, account)
            throw .wrong
        }
        attempts.withLock { $0.succeeded(account: account.id.text, place: place) }
        let token = Self.token()
        do throws(PeopleError) {
            _ = try await store.write(
                .signIn(account.id, token: Self.digest(token), console: console, now: now))
        } catch {
            throw .store(error)
        }
        return (token, account)
    }

    /// Whether this is the account's passphrase, without signing in. Failures are counted with those
    /// of signing in.
    public func confirm(
        _ passphrase: String, of account: Account, place: String
    ) async throws(SignInError) {
        let subjects: [SignInAttempts.Subject] = [.console(place), .account(account.id.text)]
        let wait = attempts.withLock { $0.wait(for: subjects, now: now) }
        guard wait == 0 else { throw .wait(seconds: Int((wait + 999) / 1000)) }
        attempts.withLock { $0.failed(subjects, now: now) }
        guard passphrase.utf8.count <= PassphraseRule.longestBytes else { throw .wrong }
        guard let matches = await passphrases.matches(passphrase, account.passphrase) else {
            throw .busy
        }
        guard matches else { throw .wrong }
        attempts.withLock { $0.succeeded(account: account.id.text, place: place) }
    }

    /// The kept form of a new passphrase; throws what is wrong with it.
    public func hash(
        _ passphrase: String, handle: String
    ) async throws(SignInError) -> PassphraseHash {
        if let problem = PassphraseRule.problem(of: passphrase, handle: handle) {
            throw .unfit(problem)
        }
        guard let hash = await passphrases.hash(passphrase) else { throw .busy }
        return hash
    }

    /// A code that enrols one device within ten minutes: eight letters and digits.
    public func enrolCode(by account: EntryID) -> String {
        let letters = Array("ABCDEFGHJKMNPQRSTVWXYZ0123456789")
        let code = String(RandomBytes.make(8).map { letters[Int($0) % letters.count] })
        codes.withLock { codes in
            codes = codes.filter { $0.value.expires > now }
            codes[Self.digest(code)] = EnrolCode(by: account, expires: now + Self.codeMilliseconds)
        }
        return code
    }

    /// Enrols a device by its code, once. Gives the token for its browser.
    public func enrol(
        code: String, label: String, place: String
    ) async throws(SignInError) -> String {
        let subjects: [SignInAttempts.Subject] = [.console("code"), .console(place)]
        let wait = attempts.withLock { $0.wait(for: subjects, now: now) }
        guard wait == 0 else { throw .wait(seconds: Int((wait + 999) / 1000)) }
        let plain = code.uppercased().filter { $0.isLetter || $0.isNumber }
        let found = codes.withLock { $0.removeValue(forKey: Self.digest(plain)) }
        guard let found, found.expires > now else {
            attempts.withLock { $0.failed(subjects, now: now) }
            throw .wrongCode
        }
        return try await enrol(label: label, by: found.by)
    }

    /// Enrols a device for a supervisor who sits at it.
    public func enrol(label: String, by account: EntryID) async throws(SignInError) -> String {
        let token = Self.token()
        do throws(PeopleError) {
            _ = try await store.write(
                .enrolConsole(label, token: Self.digest(token), by: account, now: now))
        } catch {
            throw .store(error)
        }
        return token
    }

    /// Writes down that a page was read. Returns at once: no page waits for the audit.
    public func read(_ read: ReadFact, console: EntryID?) {
        let now = now
        let isNew = lastReads.withLock { last in
            if let before = last[read], (0..<Self.sameReadMilliseconds).contains(now - before) {
                return false
            }
            if last.count >= 4096 {
                last = last.filter { now - $0.value < Self.sameReadMilliseconds }
            }
            last[read] = now
            return true
        }
        guard isNew else { return }
        ledger.enqueue([
            EntryDraft(
                .access(.read(read)), occurred: nil, by: read.signedIn ? read.account?.text : nil,
                console: console?.text)
        ])
    }

    /// A fresh secret for a cookie: 256 random bits.
    static func token() -> String { Hex.encode(RandomBytes.make(32)) }

    /// What the station keeps of a secret.
    public static func digest(_ secret: String) -> Digest { SHA256.digest(Array(secret.utf8)) }

    func close() async {
        // What is being written is written.
        _ = await passphrases.run {}
        passphrases.stop()
        await store.close()
    }

    private func note(_ result: AccessFact.SignInResult, _ account: Account?) async {
        try? await store.write(.refused(result, account: account?.id, now: now))
    }
}

/// Why someone is not signed in or a device not enrolled, as one sentence for people.
public enum SignInError: Error, Equatable, Sendable, CustomStringConvertible {
    case wrong
    case wait(seconds: Int)
    case busy
    case wrongCode
    case unfit(PassphraseRule.Problem)
    case store(PeopleError)

    /// One plain sentence.
    public var description: String {
        switch self {
        case .wrong: "That handle and passphrase do not belong together."
        case .wait(let seconds):
            "Too many tries. The next one can be made in \(seconds) s. Helping needs no sign-in."
        case .busy: "The station is busy; try again in a moment."
        case .wrongCode: "That code is not known, was used, or is older than ten minutes."
        case .unfit(.tooShort):
            "A passphrase has at least \(PassphraseRule.shortest) characters; a few words will do."
        case .unfit(.tooLong): "That passphrase is too long."
        case .unfit(.tooPlain): "That passphrase is too easily guessed; a few words will do."
        case .store(let error): "\(error)."
        }
    }
}
