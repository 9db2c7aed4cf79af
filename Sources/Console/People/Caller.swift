import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import People
import ResponseLog
import Station
import Store

/// Who asks: the device, who is signed in on it, and which handle was tapped. Worked out from memory
/// alone, once a request.
struct Caller: Sendable {
    var visitor = Visitor()
    /// Who is signed in.
    var account: Account?
    var session: SessionRecord?
    /// The enrolled console; `nil` for the station's own screen and for strangers.
    var console: EntryID?
    /// The handle someone tapped or typed on this screen.
    var tapped: String?
    /// The address, for counting failed sign-ins.
    var address = "none"

    /// The one of the request being answered.
    @TaskLocal static var current = Caller()

    /// Headers by which something between says that it passes a request on. Then the address is the
    /// go-between's, and says nothing about who asks.
    static let forwarding = [
        "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP",
        "Via", "CF-Connecting-IP", "True-Client-IP",
    ].compactMap { HTTPField.Name($0) }

    init() {}

    init(_ request: Request, _ context: ConsoleContext, station: Station, settings: ConsoleSettings)
    {
        let people = station.people.store
        let names = CookieNames(isEncrypted: settings.isEncrypted)
        tapped = Screen(request).nickname
        address = context.remoteAddress?.ipAddress ?? "none"
        visitor.isHidden = request.cookies[names.hidden]?.value == "1"
        let token = request.cookies[names.console].map { PeopleDesk.digest($0.value) }
        let snapshot = people.snapshot
        if Self.isOwnScreen(request, context, settings) {
            visitor.place = .stationScreen
        } else if let known = token.flatMap({ snapshot.consoles[$0] }), !known.isRevoked {
            visitor.place = .console
            console = known.id
        } else if token != nil, !snapshot.isReadable {
            // Nobody can tell whether it is one of ours. Helping comes first; reviewing needs a
            // session, and there are none while the file cannot be read.
            visitor.place = .console
        }
        let sessionToken = request.cookies[names.session].map { PeopleDesk.digest($0.value) }
        if let sessionToken,
            let (session, account) = people.session(
                token: sessionToken, use: !Self.leavesNoTrace(request)),
            session.console == console
        {
            self.session = session
            self.account = account
            visitor.roles = account.roles
        }
    }

    /// True for a connection from this machine that nothing passed on.
    static func isOwnScreen(
        _ request: Request, _ context: ConsoleContext, _ settings: ConsoleSettings
    ) -> Bool {
        guard !forwarding.contains(where: { request.headers[$0] != nil }) else { return false }
        guard let address = context.remoteAddress?.ipAddress else {
            return settings.takesNoAddressAsOwn
        }
        return isLoopback(address)
    }

    /// The pages of private notes do not even count as using a session: when one was used last is on
    /// the disk.
    static func leavesNoTrace(_ request: Request) -> Bool {
        request.uri.path.hasPrefix(Pages.notePath)
    }

    static func isLoopback(_ address: String) -> Bool {
        address.hasPrefix("127.") || address == "::1" || address.hasPrefix("::ffff:127.")
    }

    /// For counting failures: the console, or the address of a stranger.
    var place: String { console?.text ?? address }
}

/// What cookies are called. The prefix `__Host-` has browsers keep a cookie to this very host and to
/// encrypted connections; they refuse it over plain HTTP.
struct CookieNames: Sendable {
    let isEncrypted: Bool
    private var prefix: String { isEncrypted ? "__Host-" : "" }

    var session: String { prefix + "spotter-session" }
    var console: String { prefix + "spotter-console" }
    var hidden: String { prefix + "spotter-hidden" }

    /// A cookie of ours; `nil` forgets it.
    func cookie(_ name: String, _ value: String?, keepSeconds: Int) -> Cookie {
        Cookie(
            name: name, value: value ?? "", maxAge: value == nil ? 0 : keepSeconds, path: "/",
            secure: isEncrypted, httpOnly: true, sameSite: .strict)
    }
}
