import Hummingbird
import Ledger
import People
import Reports
import ResponseLog
import SignalCore
import Station
import Store

/// The shift at a glance, for whoever runs it: seats, oximeters, what is open and what is due. It
/// counts responses and equipment, never people who help.
extension Pages {
    func addTonight(to router: GatedRouter) {
        router.get("/tonight", needs: .right(.reviewIncidents)) { request, _ in
            try await tonight(request)
        }
    }

    /// How many responses and actions the page lists; the lists of their own have all.
    private static let mostListed = 25

    private func tonight(_ request: Request) async throws -> Response {
        note("tonight")
        let now = station.now()
        let floor = station.board.everything()
        let hours = station.settings.sound.testHours
        let open = try await responses { $0.isOpen = true }
        let recent = try await responses { filter in
            filter.drill = false
            filter.fromUnixMilliseconds = now.unixMilliseconds - Int64(hours) * 3_600_000
        }
        let today = LocalTime(
            unixMilliseconds: now.unixMilliseconds, utcOffsetMinutes: now.utcOffsetMinutes
        ).dateText
        let faults =
            floor.tiles.filter { $0.oximeter.state.isFault }.map { tile in
                "\(tile.label): \(Words.english.sentence(for: tile.oximeter) ?? "")"
            } + floor.header.troubles
        let sound = TonightSound(floor.header.sound, hours: hours)
        func views(_ list: IncidentList) -> [SummaryView] {
            list.incidents.map { SummaryView($0, utcOffsetMinutes: now.utcOffsetMinutes) }
        }
        return page(
            "tonight", title: Words.english.tonight.title, request: request,
            content: [
                "n": Words.english.tonight, "fresh": FreshName(), "hours": hours,
                "seats": floor.tiles.map { TonightSeat($0, now: now.boot) },
                "watchCount": floor.header.watchCount, "open": views(open),
                "recent": views(recent), "recentCount": recent.incidents.count,
                "keeping": KeepingLine.lines(
                    await station.recovery(), unixMilliseconds: now.unixMilliseconds,
                    utcOffsetMinutes: now.utcOffsetMinutes),
                "hasMore": recent.hasOlder, "sound": sound, "faults": faults,
                "actions": try await station.openActions(limit: Self.mostListed).map {
                    OpenActionView($0, today: today)
                },
                "checks": due(floor.tiles, floor.header, sound, now: now.boot)
                    + (try await toReplace(recent)),
            ])
    }

    private func responses(
        _ change: (inout IncidentFilter) -> Void
    ) async throws -> IncidentList {
        var filter = IncidentFilter()
        change(&filter)
        return try await station.incidents(
            filter, mayReadFreeText: false, limit: Self.mostListed)
    }

    /// What somebody has to look at: the sound, the clock, and people whose re-check has come.
    private func due(
        _ tiles: [SeatTile], _ header: FloorHeader, _ sound: TonightSound, now: BootTime
    ) -> [String] {
        let words = Words.english.tonight
        var checks: [String] = []
        if sound.isOverdue { checks.append(words.soundTest) }
        if !header.clockConfirmed { checks.append(words.clock) }
        for tile in tiles {
            guard let watch = tile.watch, let due = watch.reCheckDueAt, due <= now else { continue }
            checks.append("\(tile.label), \(watch.handle): \(words.look)")
        }
        return checks
    }

    /// Equipment that the shift's responses used up.
    private func toReplace(_ list: IncidentList) async throws -> [String] {
        var lines: [String] = []
        for summary in list.incidents {
            guard let id = EntryID(text: summary.incident),
                let record = try await station.incident(id)
            else { continue }
            lines += record.equipment.filter(\.toReplace).map { use in
                "\(EquipmentView(use).words): \(Words.english.tonight.replace)"
            }
        }
        return lines
    }
}
