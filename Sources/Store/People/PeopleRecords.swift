public import Ledger
public import People
public import ResponseLog

/// Someone who may review, or who is only listed so that a tap can say who.
public struct Account: Equatable, Sendable, Identifiable {
    /// A random id; the only thing of an account that the ledger ever holds.
    public var id: EntryID
    /// A small number of its own, 0 to 255, no other account's.
    public var slot: Int
    /// What people call them, such as "ASH 1".
    public var handle: String
    /// The site's own title for their role; empty when none was given.
    public var title: String
    /// What they may do.
    public var roles: Set<Role>
    /// In which role they help, for the record of a response; the title is the site's own word.
    public var helpsAs: Responder.Role = .worker
    /// Disabled accounts keep their place in the audit and can do nothing.
    public var isDisabled: Bool
    /// `nil` for someone who only taps a handle.
    public var passphrase: PassphraseHash?
    /// Random, from the account's first day: what a private note's key is worked out with besides its
    /// passphrase. Gone with the account, and with it every way to the note.
    public var noteSalt: [UInt8]

    /// How many accounts a site can ever have.
    public static let capacity = 256
}

/// One signed-in session.
public struct SessionRecord: Equatable, Sendable, Identifiable {
    /// A random id, for lists and for ending it; not what the browser carries.
    public var id: EntryID
    /// Whose.
    public var account: EntryID
    /// On which console; `nil` for the station's own screen or a device not enrolled.
    public var console: EntryID?
    /// How it stands.
    public var life: SessionLife
}

/// A device that a supervisor enrolled.
public struct ConsoleRecord: Equatable, Sendable, Identifiable {
    /// A random id.
    public var id: EntryID
    /// What the site calls it, such as "tablet at the door".
    public var label: String
    /// The account that enrolled it.
    public var enrolledBy: EntryID?
    /// When, in milliseconds since 1970 UTC.
    public var enrolledUnixMilliseconds: Int64
    /// True once someone took its enrolment back.
    public var isRevoked: Bool
}

/// Someone wants a person to check in. Nothing of why, and of no response.
public struct CheckIn: Equatable, Sendable, Identifiable {
    /// A random id, made by the page that asked: with it the screen can take the wish back.
    public var id: EntryID
    /// Who asked, as tapped or signed in.
    public var handle: String
    /// The hour of asking, in milliseconds since 1970 UTC: the minute would lead to a response.
    public var askedUnixMilliseconds: Int64

    /// How many can stand open at once.
    public static let capacity = 500
}

/// Everything about people and rights at one moment, in memory: what a page asks never waits for a
/// disk.
public struct PeopleSnapshot: Equatable, Sendable {
    /// False when the file could not be read. Then nobody can sign in and no account can be made.
    public var isReadable = false
    /// By id.
    public var accounts: [EntryID: Account] = [:]
    /// By the SHA-256 of the token in the browser's cookie.
    public var sessions: [Digest: SessionRecord] = [:]
    /// By the SHA-256 of the token in the browser's cookie.
    public var consoles: [Digest: ConsoleRecord] = [:]
    /// Who wants someone to check in, the oldest first.
    public var checkIns: [CheckIn] = []
    /// Which care each title's work includes, as the site said.
    public var scope = ActionScope()

    /// An empty site.
    public init() {}

    /// The account with this handle, disabled or not.
    public func account(handle: String) -> Account? {
        let key = HandleText.key(handle)
        return accounts.values.first { HandleText.key($0.handle) == key }
    }

    /// True once someone can look after people. Until then the station's own screen may make the
    /// first account.
    public var hasSupervisor: Bool {
        accounts.values.contains {
            $0.roles.contains(.supervisor) && !$0.isDisabled && $0.passphrase != nil
        }
    }

    /// True when someone can be told of a check-in.
    public var hasSupporter: Bool {
        accounts.values.contains {
            $0.roles.contains(.supporter) && !$0.roles.contains(.supervisor) && !$0.isDisabled
                && $0.passphrase != nil
        }
    }

    /// The enabled accounts, by handle.
    public var listed: [Account] {
        accounts.values.filter { !$0.isDisabled }.sorted { $0.handle < $1.handle }
    }
}

/// Why people and rights could not be changed, as one sentence for people.
public enum PeopleError: Error, Equatable, Sendable, CustomStringConvertible {
    case badHandle
    case handleTaken(String)
    case noSuchAccount
    case noSuchConsole
    case noSuchSession
    case lastSupervisor
    case full
    case notTheFirst
    case badTitle
    case tooManyCheckIns
    case store(StoreError)

    /// One plain sentence.
    public var description: String {
        switch self {
        case .badHandle:
            "a handle is 1 to \(HandleText.longest) letters, digits, spaces or hyphens"
        case .handleTaken(let handle): "there is an account \(handle) already"
        case .noSuchAccount: "there is no such account"
        case .noSuchConsole: "there is no such console"
        case .noSuchSession: "there is no such session"
        case .lastSupervisor: "this is the last supervisor; make another one first"
        case .full: "a site has at most \(Account.capacity) accounts, counting those disabled"
        case .notTheFirst: "the first account has been made already; sign in"
        case .badTitle: "a title is at most 40 characters, without line breaks"
        case .tooManyCheckIns: "too many check-ins are open already"
        case .store(let error): "\(error)"
        }
    }
}
