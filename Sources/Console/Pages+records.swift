import Hummingbird
import Ledger
import ResponseLog
import Station
import Store

/// What is read afterwards of a watch.
extension Pages {
    func watch(_ request: Request, watch id: EntryID) async throws -> Response {
        guard let record = try await station.watchRecord(id) else {
            throw ConsoleError.unknown(Words.english.noWatch)
        }
        note("watch", watch: id)
        let now = station.now()
        let readings = try await station.readings(
            watch: id, fromUnixMilliseconds: record.startedUnixMilliseconds,
            toUnixMilliseconds: record.endedUnixMilliseconds ?? now.unixMilliseconds)
        let values = readings.compactMap(\.record.spo2Percent)
        return page(
            "watch", title: Words.english.watchPage, request: request,
            content: [
                "handle": record.start.handle, "drill": record.start.drill,
                "ended": record.endedUnixMilliseconds != nil,
                "rows": await RowView.list(record.rows, station: station),
                "readingCount": readings.count,
                "withoutValue": readings.count - values.count,
                "lowest": values.min().map { "\($0) %" } ?? "–",
                "limits": LimitView.lines(record.start.limits),
            ])
    }
}

/// One limit that was in force.
struct LimitView: Sendable {
    let name: String
    let value: Int64

    static func lines(_ limits: [String: Int64]) -> [LimitView] {
        limits.sorted { $0.key < $1.key }.map { LimitView(name: $0.key, value: $0.value) }
    }
}
