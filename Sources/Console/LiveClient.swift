import NIOCore
import SignalCore
import Station

/// What one screen has been sent, and the bytes of what is new to it.
///
/// State is newest-wins: a screen that could not take a tile in time gets the next one, never none.
/// Of the waveform it gets what the ring still holds.
struct LiveClient {
    /// The page takes the station for lost after 3 s without a word, so one comes each second.
    static let clockEveryMilliseconds: Int64 = 1000
    /// Half a second of waveform at 60 points a second, with room: what a screen missed by more
    /// than the ring holds is gone.
    static let wavePoints = 512

    private let station: Station
    private let onlySeat: Int?
    private let showsHandles: Bool
    private var json = JSONWriter()
    private var version: UInt64 = 0
    private var cursors: [Int: UInt64] = [:]
    private var strips: [Int: [UInt8]] = [:]
    private var points: [UInt8] = []
    private var seats: [Int] = []
    private var attention: [Attention]?
    private var lastClock: BootTime?

    init(station: Station, onlySeat: Int?, showsHandles: Bool = true) {
        self.station = station
        self.showsHandles = showsHandles
        self.onlySeat = onlySeat
    }

    /// What is to be sent now.
    struct Batch {
        var bytes: ByteBuffer
        /// When the byte of waveform in it that waited longest came from its port; `nil` when there
        /// is none, or only what the ring held before this screen came.
        var oldestByteAt: BootTime?
    }

    /// Everything that is new since the last call; `nil` when nothing is.
    mutating func next() -> Batch? {
        let now = station.now()
        json.buffer.clear(minimumCapacity: 4096)
        if lastClock == nil { json.raw("retry: 1000\n\n") }
        writeClock(now)
        writeState(now.boot)
        let oldest = writeWaves()
        guard json.buffer.readableBytes > 0 else { return nil }
        return Batch(bytes: json.buffer, oldestByteAt: oldest)
    }

    private mutating func writeClock(_ now: Station.Now) {
        if let lastClock, now.boot.millisecondsSince(lastClock) < Self.clockEveryMilliseconds {
            return
        }
        lastClock = now.boot
        json.raw("event: clock\ndata: ")
        json.write(now)
        json.raw("\n\n")
    }

    private mutating func writeState(_ now: BootTime) {
        let changes = station.board.changes(since: version)
        guard changes.version != version || version == 0 else { return }
        version = changes.version
        if let header = changes.header {
            json.raw("event: header\ndata: ")
            json.write(header)
            json.raw("\n\n")
        }
        for tile in changes.tiles where onlySeat == nil || tile.seat == onlySeat {
            json.raw("event: tile\ndata: ")
            json.write(
                tile, now: now, withStrip: strips[tile.seat] != tile.lastTenMinutes,
                showsHandles: showsHandles)
            json.raw("\n\n")
            strips[tile.seat] = tile.lastTenMinutes
        }
        writeSeats(changes.seats)
        writeAttention()
    }

    private mutating func writeSeats(_ present: [Int]) {
        guard seats != present else { return }
        seats = present
        json.raw("event: seats\ndata: ")
        json.array(seats) { $0.value($1) }
        json.raw("\n\n")
    }

    private mutating func writeAttention() {
        guard onlySeat == nil else { return }
        let floor = station.board.everything()
        let wanted = Attention.list(of: floor.tiles, station: floor.header.alerts)
        guard wanted != attention else { return }
        attention = wanted
        json.raw("event: attention\ndata: ")
        json.array(wanted) { [showsHandles] in $0.write($1, showsHandles: showsHandles) }
        json.raw("\n\n")
    }

    private mutating func writeWaves() -> BootTime? {
        var oldest: BootTime?
        var opened = false
        for seat in seats where onlySeat == nil || seat == onlySeat {
            points.removeAll(keepingCapacity: true)
            let ring = station.board.wave(seat: seat)
            let isFirst = cursors[seat] == nil
            guard
                let at = ring.read(
                    since: &cursors[seat, default: 0], limit: Self.wavePoints, into: &points)
            else { continue }
            if !isFirst { oldest = min(oldest ?? at, at) }
            json.raw(opened ? "," : "event: wave\ndata: {")
            opened = true
            json.waveKey(seat)
            json.array(points) { $0.value($1) }
        }
        if opened { json.raw("}\n\n") }
        return oldest
    }
}

extension JSONWriter {
    /// A seat's number as a key.
    mutating func waveKey(_ seat: Int) {
        buffer.writeString("\"\(seat)\":")
        raw("")
    }
}
