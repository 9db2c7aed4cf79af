import Hummingbird
import Ledger
import Reports
import ResponseLog
import SignalCore
import Station
import Store

/// A response in full, and played again.
extension Pages {
    func addStory(to router: GatedRouter) {
        router.get("/incidents/:id", needs: .incident("id")) { request, context in
            try await incident(request, incident: context.id("id"))
        }
        router.get("/incidents/:id/replay", needs: .incident("id")) { request, context in
            try await replay(request, incident: context.id("id"))
        }
        router.get("/incidents/:id/replay.json", needs: .incident("id")) { request, context in
            try await replayJSON(request, incident: context.id("id"))
        }
    }

    /// A response as whoever asks may read it: notes are for those who may review what was written.
    private func readable(_ id: EntryID, _ request: Request) async throws -> IncidentRecord {
        guard let record = try await station.incident(id) else {
            throw ConsoleError.unknown(Words.english.noIncident)
        }
        return mayReadFreeText(request)
            ? record : record.hidingNotes(behind: Words.english.story.hiddenNote)
    }

    private func incident(_ request: Request, incident id: EntryID) async throws -> Response {
        let record = try await readable(id, request)
        note("incident", incident: id)
        await station.settleReadings()
        let now = station.now()
        var people: [PersonPart] = []
        for person in record.people {
            let signal = try await PersonSignal(person, of: record, station: station, now: now)
            people.append(PersonPart(signal, of: record, station: station))
        }
        let head = try await station.ledgerHead()
        var content: [String: Any] = [
            "incident": IncidentPage(
                record, people: people,
                rows: try await entries(
                    of: record, rows: record.rows, isForReview: mayReadFreeText(request)),
                now: now),
            "root": head.root, "entryCount": head.size, "s": Words.english.story,
            "fresh": FreshName(),
        ]
        if let note = await station.signedCheckpoint() { content["checkpoint"] = note }
        return page(
            "incident", title: Words.english.incidents, request: request, content: content)
    }

    /// One person of a response: the one asked for, else the first.
    private func signal(
        _ request: Request, _ record: IncidentRecord
    ) async throws -> PersonSignal {
        let wanted = request.query("watch").flatMap(EntryID.init(text:))
        guard let person = wanted.map(record.person) ?? record.people.first else {
            throw ConsoleError.unknown(Words.english.noWatch)
        }
        await station.settleReadings()
        return try await PersonSignal(person, of: record, station: station, now: station.now())
    }

    private func replay(_ request: Request, incident id: EntryID) async throws -> Response {
        let record = try await readable(id, request)
        note("replay", incident: id)
        let signal = try await signal(request, record)
        let rows = try await entries(
            of: record, rows: signal.person.rows, replay: signal.replay)
        let opened = LocalTime(
            unixMilliseconds: record.openedUnixMilliseconds,
            utcOffsetMinutes: signal.utcOffsetMinutes)
        let others = record.people.filter { $0.watch != signal.person.watch }.map {
            ChoiceView("\($0.watch)", $0.handle)
        }
        var content: [String: Any] = [
            "incident": "\(id)", "watch": "\(signal.person.watch)",
            "handle": signal.person.handle, "drill": record.drill,
            "opened": "\(opened.dateText), \(opened.text)", "rows": rows, "others": others,
            "speeds": Self.speeds, "isCut": signal.axis.isCut, "s": Words.english.story,
            "seconds": signal.replay.seconds - 1, "fresh": FreshName(),
        ]
        if let strip = signal.axisPicture { content["strip"] = strip.svg() }
        return page(
            "replay", title: "\(Words.english.story.replayOf) \(opened.dateText)",
            request: request, content: content)
    }

    /// How much faster than life it can be played; the first is life.
    private static let speeds = [1, 2, 5, 10, 30, 60].map {
        SpeedView(value: $0, chosen: $0 == 1)
    }

    private func replayJSON(_ request: Request, incident id: EntryID) async throws -> Response {
        let record = try await readable(id, request)
        note("replay", incident: id)
        let signal = try await signal(request, record)
        return .json { json in
            json.field("incident", "\(id)")
            json.field("watch", "\(signal.person.watch)")
            json.field("utcOffsetMinutes", signal.utcOffsetMinutes)
            json.write(signal.replay)
        }
    }
}

/// A speed of the replay.
struct SpeedView: Sendable {
    let value: Int
    let chosen: Bool
}
