import Synchronization

/// What every screen shows, newest wins. The alert thread writes; screens read at their own pace.
///
/// There is no queue to a screen, so none can overflow: a slow one simply sees fewer of the states in
/// between and always the last.
public final class LiveBoard: Sendable {
    private struct State {
        /// From 1, so that 0 can stand for a screen that has seen nothing.
        var version: UInt64 = 1
        var header: FloorHeader
        var tiles: [SeatTile]
    }

    private let state: Mutex<State>
    private let waves = Mutex<[Int: WaveRing]>([:])

    /// Makes a board with empty seats.
    public init(site: String, tiles: [SeatTile]) {
        state = Mutex(State(header: FloorHeader(site: site), tiles: tiles))
    }

    /// Changes the header when it differs.
    public func update(header change: (inout FloorHeader) -> Void) {
        state.withLock { state in
            var header = state.header
            change(&header)
            guard header != state.header else { return }
            state.version += 1
            header.version = state.version
            state.header = header
        }
    }

    /// Adds a trouble to the header unless it stands there.
    func add(_ trouble: Trouble) {
        update { header in
            if !header.troubles.contains(trouble.sentence) {
                header.troubles.append(trouble.sentence)
            }
        }
    }

    /// Takes troubles out of the header.
    func removeTroubles(where isOver: (String) -> Bool) {
        update { header in header.troubles.removeAll(where: isOver) }
    }

    /// Puts what is said of devices that made no port in place of what was said before.
    func replacePortless(_ sentences: [String]) {
        update { header in
            header.troubles.removeAll { $0.hasPrefix(PortDesk.portlessPrefix) }
            header.troubles += sentences
        }
    }

    /// Puts a seat's tile, when it differs from the one shown. Seats keep their order for good.
    public func put(_ tile: SeatTile) {
        state.withLock { state in
            let place = state.tiles.firstIndex { $0.seat >= tile.seat } ?? state.tiles.endIndex
            var tile = tile
            if place < state.tiles.endIndex, state.tiles[place].seat == tile.seat {
                tile.version = state.tiles[place].version
                guard tile != state.tiles[place] else { return }
                state.version += 1
                tile.version = state.version
                state.tiles[place] = tile
            } else {
                state.version += 1
                tile.version = state.version
                state.tiles.insert(tile, at: place)
            }
        }
    }

    /// Takes a seat off the board: only the places of people away from every seat ever go.
    public func remove(seat: Int) {
        state.withLock { state in
            state.version += 1
            state.header.version = state.version
            state.tiles.removeAll { $0.seat == seat }
        }
    }

    /// The header and all tiles, in the room's order.
    public func everything() -> (version: UInt64, header: FloorHeader, tiles: [SeatTile]) {
        state.withLock { ($0.version, $0.header, $0.tiles) }
    }

    /// What changed after `version`; the seats that exist, so that a screen can drop others.
    public func changes(
        since version: UInt64
    ) -> (version: UInt64, header: FloorHeader?, tiles: [SeatTile], seats: [Int]) {
        state.withLock { state in
            (
                state.version,
                state.header.version > version || version == 0 ? state.header : nil,
                state.tiles.filter { $0.version > version || version == 0 },
                state.tiles.map(\.seat)
            )
        }
    }

    /// The tile of one seat.
    public func tile(seat: Int) -> SeatTile? {
        state.withLock { state in state.tiles.first { $0.seat == seat } }
    }

    /// The waveform of a seat, made at first use.
    public func wave(seat: Int) -> WaveRing {
        waves.withLock { waves in
            if let ring = waves[seat] { return ring }
            let ring = WaveRing()
            waves[seat] = ring
            return ring
        }
    }
}
