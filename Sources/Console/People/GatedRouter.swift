import HTTPTypes
import Hummingbird
import Ledger
import People
import ResponseLog
import Station
import Store
import Synchronization

/// The router with a gate before every route: each says what it needs, and none can be added without.
struct GatedRouter {
    /// One route as it was declared.
    struct Route: Equatable, Sendable {
        var method: HTTPRequest.Method
        var path: String
        var need: Need
    }

    let router: Router<ConsoleContext>
    let pages: Pages
    private let list = RouteList()

    init(_ router: Router<ConsoleContext>, pages: Pages) {
        self.router = router
        self.pages = pages
    }

    typealias Handler = @Sendable (Request, ConsoleContext) async throws -> Response

    func get(_ path: String, needs need: Need, _ handler: @escaping Handler) {
        add(.get, path, need, handler)
    }

    func post(_ path: String, needs need: Need, _ handler: @escaping Handler) {
        add(.post, path, need, handler)
    }

    /// Every route there is.
    var routes: [Route] { list.routes.withLock { $0 } }

    private func add(
        _ method: HTTPRequest.Method, _ path: String, _ need: Need, _ handler: @escaping Handler
    ) {
        list.routes.withLock { $0.append(Route(method: method, path: path, need: need)) }
        let pages = pages
        router.on(RouterPath(path), method: method) { request, context in
            let caller = Caller(
                request, context, station: pages.station, settings: pages.settings)
            return try await Caller.$current.withValue(caller) {
                if let refusal = await pages.refusal(of: need, to: caller, context) {
                    return try pages.refused(refusal, request, caller)
                }
                try Self.checkOrigin(request, caller)
                return try await handler(request, context)
            }
        }
    }

    /// A write by someone signed in has to say where it comes from. Programs without a session, which
    /// every browser page has to out-do, need not.
    private static func checkOrigin(_ request: Request, _ caller: Caller) throws {
        guard caller.session != nil, request.method != .get, request.method != .head else { return }
        guard request.headers[.secFetchSite] != nil || request.headers[.origin] != nil else {
            throw ConsoleError(.forbidden, Words.english.otherSite)
        }
    }
}

private final class RouteList: Sendable {
    let routes = Mutex<[GatedRouter.Route]>([])
}

extension Pages {
    /// Why a route is refused; `nil` when it is not.
    func refusal(
        of need: Need, to caller: Caller, _ context: ConsoleContext
    ) async -> AccessRefusal? {
        switch need {
        case .right(let right): return refusal(of: right, to: caller)
        case .incident(let name):
            return await refusal(to: caller) {
                guard let id = context.parameters.get(name).flatMap(EntryID.init(text:)),
                    let record = try? await station.incident(id)
                else { return nil }
                return .some(record.closedUnixMilliseconds)
            }
        case .watch(let name):
            return await refusal(to: caller) {
                guard let id = context.parameters.get(name).flatMap(EntryID.init(text:)),
                    let record = try? await station.watchRecord(id)
                else { return nil }
                return .some(record.endedUnixMilliseconds)
            }
        }
    }

    func refusal(of right: Right, to caller: Caller) -> AccessRefusal? {
        let snapshot = station.people.store.snapshot
        // A file that cannot be read is no empty site: nobody makes a first account then.
        let hasAccounts = snapshot.hasSupervisor || !snapshot.isReadable
        return Access.refusal(of: right, to: caller.visitor, hasAccounts: hasAccounts)
    }

    /// What there is none of is looked for in vain by anyone who may help; what is over is for
    /// reviewing. `closedAt` gives `nil` for none.
    private func refusal(
        to caller: Caller, closedAt: () async -> Int64??
    ) async -> AccessRefusal? {
        if let basic = refusal(of: .currentIncident, to: caller) { return basic }
        guard let reviewing = refusal(of: .reviewIncidents, to: caller),
            let closed = await closedAt()
        else { return nil }
        let now = station.now().unixMilliseconds
        return Access.isCurrent(closedAt: closed, now: now) ? nil : reviewing
    }
}
