import HTTPTypes
import Hummingbird
import NIOCore
import SignalCore
import Station
import Synchronization

/// `GET /live`: state and waveform as server-sent events, twenty times a second, until the screen goes.
struct LiveFeed: Sendable {
    /// How often a screen is sent what is new.
    static let interval: Duration = .milliseconds(50)
    /// A screen that takes nothing for so long is gone without having said so: a tablet out of reach.
    static let stuckMilliseconds: Int64 = 15_000

    let station: Station
    let gate: LiveGate
    let delays: DelayHistogram
    /// False on a hidden screen.
    let showsHandles: Bool

    func response(to request: Request, context: ConsoleContext) throws -> Response {
        let onlySeat = try request.query("seats").map(Self.seat)
        guard let ticket = gate.enter() else {
            throw ConsoleError(
                .serviceUnavailable, Words.english.tooManyScreens, retryAfterSeconds: 5)
        }
        let channel = context.channel
        return Response(
            status: .ok,
            headers: [.contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody { writer in
                try await request.body.consumeWithCancellationOnInboundClose { _ in
                    try await run(
                        LiveClient(
                            station: station, onlySeat: onlySeat, showsHandles: showsHandles),
                        ticket: ticket,
                        channel: channel, writer: &writer)
                }
                try await writer.finish(nil)
            })
    }

    private static func seat(_ text: String) throws -> Int {
        guard let seat = Int(text) else { throw ConsoleError.malformed(Words.english.badSeat) }
        return seat
    }

    private func run(
        _ first: LiveClient, ticket: LiveTicket, channel: any Channel,
        writer: inout any ResponseBodyWriter
    ) async throws {
        var client = first
        let progress = LiveProgress(station.now().boot)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await watch(progress, channel: channel) }
            defer { group.cancelAll() }
            while !Task.isCancelled, !ticket.gate.isStopping {
                if let batch = client.next() {
                    try await writer.write(batch.bytes)
                    let sent = station.now().boot
                    progress.note(sent)
                    if let at = batch.oldestByteAt {
                        delays.record(milliseconds: sent.millisecondsSince(at))
                    }
                }
                try await Task.sleep(for: Self.interval)
            }
        }
    }

    /// Closes a connection whose writes have stopped; the write that waits on it then fails.
    private func watch(_ progress: LiveProgress, channel: any Channel) async {
        while !Task.isCancelled {
            try? await Task.sleep(for: .seconds(1))
            if station.now().boot.millisecondsSince(progress.last) > Self.stuckMilliseconds {
                channel.close(promise: nil)
                return
            }
        }
    }
}

/// When a screen last took something.
private final class LiveProgress: Sendable {
    private let nanoseconds: Atomic<Int64>

    init(_ time: BootTime) { nanoseconds = Atomic(time.nanoseconds) }

    var last: BootTime { BootTime(nanoseconds: nanoseconds.load(ordering: .relaxed)) }

    func note(_ time: BootTime) { nanoseconds.store(time.nanoseconds, ordering: .relaxed) }
}
