import HTTPTypes
import Hummingbird
import Ledger
import Mustache
import NIOCore
import People
import ResponseLog
import SignalCore
import Station

/// What every route needs: the station, the templates, and the live feeds' bookkeeping.
struct Pages: Sendable {
    let station: Station
    let settings: ConsoleSettings
    let gate: LiveGate
    let delays = DelayHistogram()
    private let templates = Templates.parsed

    init(station: Station, settings: ConsoleSettings) {
        self.station = station
        self.settings = settings
        gate = LiveGate(limit: settings.liveClientLimit)
    }

    /// Routes that only read.
    func addPages(to router: GatedRouter) {
        router.get("/", needs: .floor) { request, _ in floor(request) }
        router.get("/respond/:watch", needs: .respond) { request, context in
            try await respond(request, watch: context.id("watch"))
        }
        router.get("/watches/:watch", needs: .watch("watch")) { request, context in
            try await watch(request, watch: context.id("watch"))
        }
        router.get("/watches/:watch/timeline", needs: .watch("watch")) { request, context in
            try await timeline(request, watch: context.id("watch"))
        }
        router.get("/incidents", needs: .right(.reviewIncidents)) { request, _ in
            try await incidents(request)
        }
        router.get("/live", needs: .floor) { request, context in
            try LiveFeed(
                station: station, gate: gate, delays: delays,
                showsHandles: !Caller.current.visitor.isHidden
            )
            .response(to: request, context: context)
        }
        router.get("/api/floor", needs: .floor) { _, _ in floorJSON() }
        router.get("/now", needs: .floor) { _, _ in now() }
        router.get("/health", needs: .none) { _, _ in health() }
        router.get("/assets/:build/:name", needs: .none) { request, context in
            try Assets.response(
                to: request, build: context.parameters.get("build"),
                name: context.parameters.get("name"))
        }
    }

    /// A page from a template; `content` is what the template reads besides the frame.
    func page(
        _ template: String, title: String, request: Request?, content: [String: Any],
        status: HTTPResponse.Status = .ok
    ) -> Response {
        var fields = content
        fields["frame"] = Frame(station: station, request: request, title: title)
        fields["w"] = Words.english
        // A template that is not there is caught by a test over all names.
        return .html(
            status: status, templates.render(fields, withTemplate: template) ?? "")
    }

    /// A piece of a page, without its frame.
    func piece(
        _ template: String, content: [String: Any], status: HTTPResponse.Status = .ok
    ) -> Response {
        var fields = content
        fields["w"] = Words.english
        return .html(
            status: status, templates.render(fields, withTemplate: template) ?? "")
    }

    func errorPage(_ error: ConsoleError) -> Response {
        // A stranger is told the sentence and nothing of the site.
        if Caller.current.visitor.place == .strange {
            return door(.signIn, sentence: error.sentence, status: error.status)
        }
        return page(
            "error", title: Words.english.errorTitle, request: nil,
            content: ["sentence": error.sentence, "code": error.status.code], status: error.status)
    }

    private func floorJSON() -> Response {
        let now = station.now()
        let floor = station.board.everything()
        let showsHandles = !Caller.current.visitor.isHidden
        return .json { json in
            json.field("bootMilliseconds", now.boot.milliseconds)
            json.field("unixMilliseconds", now.unixMilliseconds)
            json.key("header")
            json.write(floor.header)
            json.key("attention")
            json.array(Attention.list(of: floor.tiles, station: floor.header.alerts)) {
                $0.write($1, showsHandles: showsHandles)
            }
            json.key("seats")
            json.array(floor.tiles) {
                $0.write($1, now: now.boot, withStrip: true, showsHandles: showsHandles)
            }
        }
    }

    /// What a page without a live feed asks for each second.
    private func now() -> Response {
        let now = station.now()
        let floor = station.board.everything()
        let needs = Needs(Attention.list(of: floor.tiles, station: floor.header.alerts))
        return .json { json in
            json.key("clock")
            json.write(now)
            json.key("header")
            json.write(floor.header)
            json.key("needs")
            json.write(needs)
        }
    }

    private func health() -> Response {
        .json { json in
            json.field("version", settings.version)
            json.field("liveClients", gate.liveClients)
            json.key("liveDelayMilliseconds")
            json.object { json in
                json.field("p50", delays.percentile(50))
                json.field("p99", delays.percentile(99))
                json.field("count", delays.count)
            }
        }
    }
}

extension ConsoleContext {
    /// An id in the address.
    func id(_ name: String) throws -> EntryID {
        guard let text = parameters.get(name), let id = EntryID(text: text) else {
            throw ConsoleError.unknown(Words.english.badID)
        }
        return id
    }

    /// A seat's number in the address.
    func seat(_ name: String) throws -> Int {
        guard let text = parameters.get(name), let seat = Int(text) else {
            throw ConsoleError.malformed(Words.english.badSeat)
        }
        return seat
    }
}
