import Alerts
import Ledger
import ResponseLog
import SignalCore

@testable import Station

/// Drives a floor on virtual time and keeps what it wanted done.
struct FloorScript {
    var floor = Floor(seats: 1...3, at: BootTime(seconds: 0))
    private(set) var station: [AlertTile] = []
    private(set) var sounding: SoundingAlert?
    private(set) var unattended = 0
    var now = BootTime(seconds: 1000)
    var logged: [String] = []
    /// Where each of these was done; a pause is not among them.
    private(set) var consoles: [String] = []
    private(set) var lost: [Int64] = []
    var shown: [Int: SeatTile] = [:]
    var fingers: [Int] = []
    var drillsEnded: [EntryID] = []
    private let zero = BootTime(seconds: 1000)

    init() { collect() }

    /// One second passes; `spo2` comes from the seat's oximeter, `nil` being finger out.
    mutating func second(seat: Int, spo2: UInt8?, times: Int = 1) {
        for _ in 0..<times {
            now = now.adding(milliseconds: 1000)
            let reading =
                spo2.map {
                    Reading(
                        at: now, state: .measured, reason: .none, spo2Percent: $0, pulseBpm: 70,
                        quality: 90)
                } ?? .absent(.fingerOut, at: now)
            floor.take(.reading(seat: seat, reading), at: now)
            floor.tick(at: now)
            collect()
        }
    }

    /// Seconds in which nothing comes from anywhere.
    mutating func silence(seconds: Int) {
        for _ in 0..<seconds {
            now = now.adding(milliseconds: 1000)
            floor.tick(at: now)
            collect()
        }
    }

    mutating func send(_ message: FloorMessage) {
        floor.take(message, at: now)
        collect()
    }

    mutating func streaming(seat: Int, simulated: Bool = false) {
        send(
            .oximeter(
                seat: seat,
                OximeterTile(
                    state: .streaming, since: now, port: "/dev/x", family: "contec-v7",
                    simulated: simulated)))
    }

    @discardableResult
    mutating func watch(seat: Int?, drill: Bool = false, place: Int? = nil) -> EntryID {
        let watch = EntryID.random()
        open(watch, seat: seat, drill: drill, place: place)
        return watch
    }

    mutating func open(_ watch: EntryID, seat: Int?, drill: Bool = false, place: Int? = nil) {
        let start = WatchStart(
            watch: watch, handle: "KITE 7", seat: seat, origin: .person, hasOximeter: seat != nil,
            drill: drill, limits: .spotterDefaults)
        send(
            .opened(
                OpenedWatch(
                    start: start, place: place ?? seat ?? WatchBook.firstPlaceAway, startedAt: now,
                    limits: .spotterDefaults, restored: nil, care: CareNow())))
    }

    private mutating func collect() {
        for effect in floor.takeEffects(at: now) {
            switch effect {
            case .log(_, let change, let console):
                let second = change.at.millisecondsSince(zero) / 1000
                logged.append("\(second) \(change.kind.rawValue) \(change.change.rawValue)")
                consoles.append(console)
            case .logStation(let change, let console):
                let second = change.at.millisecondsSince(zero) / 1000
                logged.append("\(second) \(change.kind.rawValue) \(change.change.rawValue)")
                consoles.append(console)
            case .logPause(_, let begins, _):
                logged.append("\(now.millisecondsSince(zero) / 1000) pause \(begins)")
            case .lost(let count): lost.append(count)
            case .unattended: unattended += 1
            case .showStation(let alerts): station = alerts
            case .sound(let next): sounding = next
            case .show(let tile): shown[tile.seat] = tile
            case .fingerStays(let seat): fingers.append(seat)
            case .drillEnds(let watch): drillsEnded.append(watch)
            case .remove(let seat): shown[seat] = nil
            }
        }
    }
}

extension Doer {
    /// Somebody at a screen who did not say who they are.
    static let console = Doer(person: nil, console: "console")
}
