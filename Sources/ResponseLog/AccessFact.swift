public import Ledger

/// Who may do what, who came in, and who read what. Random ids and the site's role titles alone: no
/// handle, no secret. Handles are kept apart, where they can be erased.
public enum AccessFact: Equatable, Sendable {
    /// An account changed. `roles` are the names of its rights after that.
    case account(EntryID, AccountChange, roles: [String])
    /// A console was enrolled or revoked.
    case console(EntryID, ConsoleChange)
    /// Someone tried to sign in, or signed out; `nil` for a handle that has no account.
    case signIn(EntryID?, SignInResult)
    /// Someone read something.
    case read(ReadFact)
    /// What belongs to a title's work changed: kinds of care; `nil` for no list any more.
    case scope(title: String, kinds: [String]?)

    /// What happened to an account.
    public enum AccountChange: String, CaseIterable, Sendable {
        case added
        case changed
        case disabled
        case enabled
        case passphraseChanged = "passphrase-changed"
        case sessionsEnded = "sessions-ended"
        case deleted
    }

    /// What happened to a console.
    public enum ConsoleChange: String, CaseIterable, Sendable {
        case enrolled
        case revoked
    }

    /// How a sign-in went.
    public enum SignInResult: String, CaseIterable, Sendable {
        case signedIn = "signed-in"
        case failed
        /// Too many had failed, so this one was not even tried.
        case limited
        case signedOut = "signed-out"
    }
}

/// One page that someone read.
public struct ReadFact: Hashable, Sendable {
    /// What kind of page, such as `incident`; at most 40 characters.
    public var page: String
    /// Whose account; `nil` when nobody had signed in and no account has the tapped handle.
    public var account: EntryID?
    /// True when a passphrase said so, false when someone only tapped a handle.
    public var signedIn: Bool
    /// The response it was about; `nil` for none.
    public var incident: EntryID?
    /// The watch it was about.
    public var watch: EntryID?
    /// The account it was about.
    public var person: EntryID?

    /// Makes the fact.
    public init(
        page: String, account: EntryID?, signedIn: Bool, incident: EntryID? = nil,
        watch: EntryID? = nil, person: EntryID? = nil
    ) {
        self.page = page
        self.account = account
        self.signedIn = signedIn
        self.incident = incident
        self.watch = watch
        self.person = person
    }
}

extension AccessFact {
    var kind: String {
        switch self {
        case .account: "access.account"
        case .console: "access.console"
        case .signIn: "access.sign-in"
        case .read: "access.read"
        case .scope: "access.scope"
        }
    }

    /// All of them are one stream. The keys differ from `watch` and `incident` so that reading about
    /// someone is no part of that person's own timeline.
    var payload: CanonicalValue {
        switch self {
        case .account(let account, let change, let roles):
            .object([
                "account": .id(account), "change": .choice(change),
                "roles": .string(roles.sorted().joined(separator: " ")),
            ])
        case .console(let console, let change):
            .object(["enrolledConsole": .id(console), "change": .choice(change)])
        case .signIn(let account, let result):
            .object(["account": .id(account), "result": .choice(result)])
        case .read(let read):
            .object([
                "page": .string(read.page), "account": .id(read.account),
                "signedIn": .bool(read.signedIn), "ofIncident": .id(read.incident),
                "ofWatch": .id(read.watch), "ofPerson": .id(read.person),
            ])
        case .scope(let title, let kinds):
            .object([
                "title": .string(title), "hasList": .bool(kinds != nil),
                "kinds": .string((kinds ?? []).sorted().joined(separator: " ")),
            ])
        }
    }

    /// Reads one from its kind and payload; `nil` for a kind that is none.
    init?(kind: String, reader: PayloadReader) throws(FactError) {
        switch kind {
        case "access.account":
            self = .account(
                try reader.id("account"), try reader.choice("change"),
                roles: try reader.text("roles").split(separator: " ").map(String.init))
        case "access.console":
            self = .console(try reader.id("enrolledConsole"), try reader.choice("change"))
        case "access.sign-in":
            self = .signIn(try reader.optionalID("account"), try reader.choice("result"))
        case "access.read":
            self = .read(
                ReadFact(
                    page: try reader.text("page", longest: 40),
                    account: try reader.optionalID("account"),
                    signedIn: try reader.flag("signedIn"),
                    incident: try reader.optionalID("ofIncident"),
                    watch: try reader.optionalID("ofWatch"),
                    person: try reader.optionalID("ofPerson")))
        case "access.scope":
            let kinds = try reader.text("kinds").split(separator: " ").map(String.init)
            self = .scope(
                title: try reader.text("title", longest: 40),
                kinds: try reader.flag("hasList") ? kinds : nil)
        default: return nil
        }
    }

    /// What happened, in plain words.
    public var words: String {
        switch self {
        case .account(_, let change, _): "Account " + change.rawValue.replacing("-", with: " ")
        case .console(_, let change): "Console \(change.rawValue)"
        case .signIn(_, .failed): "Sign-in failed"
        case .signIn(_, .limited): "Sign-in held back: too many had failed"
        case .signIn(_, .signedIn): "Signed in"
        case .signIn(_, .signedOut): "Signed out"
        case .scope(let title, nil): "\(title): no list of care any more"
        case .scope(let title, let kinds?):
            "\(title): \(kinds.count) kinds of care belong to this title's work"
        case .read(let read): "Read: " + read.page.replacing("-", with: " ")
        }
    }
}
