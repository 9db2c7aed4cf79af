import Hummingbird
import Ledger
import NIOCore
public import Reports
import ResponseLog
import SignalCore
import Station
public import Store

/// The page for the ambulance crew, right at any second, also while the response runs.
extension Pages {
    func addHandover(to router: GatedRouter) {
        router.get("/incidents/:id/handover", needs: .incident("id")) { request, context in
            let page = try await handover(request, incident: context.id("id"))
            return Response.html(page.page)
        }
        router.get("/incidents/:id/handover.pdf", needs: .incident("id")) { request, context in
            let page = try await handover(request, incident: context.id("id"))
            guard let bytes = try await PrintedPage.pdf(html: page.file) else {
                throw ConsoleError(.notImplemented, HandoverWords.english.noPrinter)
            }
            return Response(
                status: .ok, headers: [.contentType: "application/pdf"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        }
    }

    private func handover(
        _ request: Request, incident id: EntryID
    ) async throws -> HandoverPage {
        guard let record = try await station.incident(id) else {
            throw ConsoleError.unknown(Words.english.noIncident)
        }
        let wanted = request.query("watch").flatMap(EntryID.init(text:))
        guard let person = wanted.map(record.person) ?? record.people.first else {
            throw ConsoleError.unknown(Words.english.noWatch)
        }
        note("handover", incident: id)
        await station.settleReadings()
        let now = station.now()
        let readings = try await station.readings(
            watch: person.watch,
            fromUnixMilliseconds: record.openedUnixMilliseconds - IncidentRecord.leadMilliseconds,
            toUnixMilliseconds: record.closedUnixMilliseconds ?? now.unixMilliseconds)
        let facts = HandoverFacts(
            record: record, person: person, points: readings.map(VitalPoint.init),
            nowUnixMilliseconds: now.unixMilliseconds, utcOffsetMinutes: now.utcOffsetMinutes,
            site: station.site, phone: station.phone, preparedBy: Screen(request).nickname,
            oximeter: station.oximeterFamily(of: person.watch))
        let others = record.people.filter { $0.watch != person.watch }.map {
            HandoverPage.Other(
                handle: $0.handle, address: "/incidents/\(id)/handover?watch=\($0.watch)")
        }
        return HandoverPage(
            HandoverSheet(facts), checkpoint: await station.signedCheckpoint(),
            back: "/incidents/\(id)",
            pdf: "/incidents/\(id)/handover.pdf?watch=\(person.watch)", others: others)
    }
}

extension VitalPoint {
    /// A stored second as the sheet takes it.
    public init(_ reading: SeatReading) {
        self.init(
            unixMilliseconds: reading.unixMilliseconds, spo2Percent: reading.record.spo2Percent,
            pulseBpm: reading.record.pulseBpm,
            state: Reading.State(rawValue: reading.record.state) ?? .absent)
    }
}
