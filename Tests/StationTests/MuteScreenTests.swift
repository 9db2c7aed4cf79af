import Alerts
import SignalCore
import Store
import Synchronization
import Testing

@testable import Station

@Suite("Screens that cannot be heard, and tapes that fall behind")
struct MuteScreenTests {
    @Test("a mute screen is named by its own name; nothing at all to hear names none")
    func names() {
        let told = Told()
        let board = LiveBoard(site: "Test", tiles: [])
        let desk = SoundDesk(board: board, device: nil, command: [], testHours: 12) {
            kind, holds, note in
            told.list.withLock { $0.append((kind, holds, note)) }
        }
        var last: (AlertKind, Bool, String?)? {
            told.list.withLock { $0.last { $0.0 == .consoleNotSounding } }
        }
        func second(_ number: Int, _ screens: [(String, Bool)]) {
            let now = BootTime(seconds: Int64(number))
            for (name, isAble) in screens {
                desk.console(name, isAble: isAble, playing: nil, at: now)
            }
            desk.tick(at: now, unixMilliseconds: nil)
        }
        for number in 0...12 { second(number, [("screen-a", true), ("screen-b", false)]) }
        #expect(last?.1 == true && last?.2 == "screen-b")
        for number in 13...14 { second(number, [("screen-a", true), ("screen-b", true)]) }
        #expect(last?.1 == false)
        for number in 15...40 { second(number, []) }
        #expect(last?.1 == true && last?.2 == nil)
        #expect(board.everything().header.sound.isBad)
    }

    @Test("reads that do not fit are counted and told once for each new number")
    func tape() throws {
        let thread = TapeThread(capacity: 1)
        let folder = TemporaryData()
        let tape = WatchTape(shelf: .init(dataDirectory: folder.path)) {
            OSWait.milliseconds(300)
            return nil
        }
        let line = TapeLine(tape: tape, thread: thread)
        let bytes: [UInt8] = [1, 2, 3]
        for number in 0..<20 {
            line.send(bytes.span, at: BootTime(milliseconds: Int64(number)))
        }
        let lost = try #require(thread.takeNewlyLost())
        #expect(lost > 0 && lost == thread.lost)
        #expect(thread.takeNewlyLost() == nil)
        thread.stop()
    }
}

private final class Told: Sendable {
    let list = Mutex<[(AlertKind, Bool, String?)]>([])
}

private enum OSWait {
    static func milliseconds(_ count: Int64) {
        let end = ContinuousClock.now.advanced(by: .milliseconds(count))
        while ContinuousClock.now < end {}
    }
}
