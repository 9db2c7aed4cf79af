public import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
public import Station

/// The station's pages over HTTP.
///
/// `application()` is a service: it listens until it is told to stop, then ends its live feeds and
/// its open requests.
public struct ConsoleServer: Sendable {
    let pages: Pages
    let logger: Logger

    /// Makes a server for one station.
    public init(station: Station, settings: ConsoleSettings, logger: Logger) {
        pages = Pages(station: station, settings: settings)
        self.logger = logger
    }

    /// All routes behind all guards, for the server and for tests without one.
    public func router() -> Router<ConsoleContext> {
        let router = Router(context: ConsoleContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: SecurityHeaders())
        router.add(middleware: ErrorPages(pages: pages))
        router.add(middleware: RequestGuard(settings: pages.settings))
        _ = gated(router)
        return router
    }

    /// Adds every route behind its gate, and gives them as they were declared.
    func gated(_ router: Router<ConsoleContext>) -> [GatedRouter.Route] {
        let gated = GatedRouter(router, pages: pages)
        pages.addPages(to: gated)
        pages.addActs(to: gated)
        pages.addDoors(to: gated)
        pages.addPeople(to: gated)
        pages.addMine(to: gated)
        pages.addNote(to: gated)
        pages.addCheckIns(to: gated)
        pages.addRecord(to: gated)
        pages.addHandover(to: gated)
        pages.addOthers(to: gated)
        pages.addAfter(to: gated)
        pages.addStory(to: gated)
        pages.addTonight(to: gated)
        return gated.routes
    }

    /// The service. `onListening` is told the port once the server accepts connections.
    public func application(
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> some ApplicationProtocol {
        let settings = pages.settings
        var channel = HTTP1Channel.Configuration(
            additionalChannelHandlers: [QuiesceWatch(gate: pages.gate)],
            idleTimeout: .seconds(Int64(settings.idleSeconds)))
        channel.httpDecoder = .init(
            maxHeaderFieldSize: RequestLimits.headerFieldBytes,
            maxHeaderListSize: RequestLimits.headerBytes,
            maxHeaderFieldCount: RequestLimits.headerCount)
        return Application(
            router: router(),
            server: .http1(configuration: channel),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port),
                availableConnectionsDelegate: .maximum(settings.connectionLimit, logger: logger)),
            onServerRunning: { await onListening($0.localAddress?.port ?? settings.port) },
            logger: logger)
    }
}

/// What a route knows about the connection its request came on.
public struct ConsoleContext: RequestContext {
    /// Hummingbird's own part.
    public var coreContext: CoreRequestContextStorage
    /// The connection, so that a live feed whose screen has vanished can be cut off.
    let channel: any Channel
    /// Where the connection comes from; `nil` when the system no longer says.
    let remoteAddress: SocketAddress?

    /// Makes the context of one request.
    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
        remoteAddress = source.channel.remoteAddress
    }
}
