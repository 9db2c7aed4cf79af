import Drivers
import Glibc
import Link
import SignalCore
import Synchronization
import Threads

/// Writes down all that a link tells.
final class LinkNotes: LinkSink {
    struct State: Equatable {
        var state: LinkState
        var at: BootTime
    }

    struct Told {
        var readings: [Reading] = []
        var states: [State] = []
        var plethPoints = 0
        var claims: [Family] = []
        var sleeps: [Int64] = []
    }

    private let notes = Mutex(Told())

    func take(_ reading: Reading) { notes.withLock { $0.readings.append(reading) } }

    func take(_ state: LinkState, at: BootTime) {
        notes.withLock { $0.states.append(State(state: state, at: at)) }
    }

    func take(pleth points: Span<UInt8>, at: BootTime) {
        let count = points.count
        notes.withLock { $0.plethPoints += count }
    }

    func claimed(_ family: Family, at: BootTime) {
        notes.withLock { $0.claims.append(family) }
    }

    func slept(milliseconds: Int64, at: BootTime) {
        notes.withLock { $0.sleeps.append(milliseconds) }
    }

    var told: Told { notes.withLock { $0 } }
    var readings: [Reading] { told.readings }
    var states: [LinkState] { told.states.map(\.state) }
    var last: LinkState? { told.states.last?.state }
}

/// Waits for something another thread does, without holding a thread of the pool meanwhile.
func eventually(within seconds: Double = 20, _ condition: () -> Bool) async -> Bool {
    let limit = BootClock.now().adding(milliseconds: Int64(seconds * 1_000))
    while BootClock.now() < limit {
        if condition() { return true }
        try? await Task.sleep(for: .milliseconds(5))
    }
    return condition()
}

/// How long something takes, in milliseconds.
func milliseconds(_ work: () -> Void) -> Int64 {
    let began = BootClock.now()
    work()
    return BootClock.now().millisecondsSince(began)
}

/// How many descriptors of this process lead to a path.
func openDescriptors(to path: String) -> Int {
    var count = 0
    for number in 0..<4_096 {
        var target = [CChar](repeating: 0, count: 256)
        let length = readlink("/proc/self/fd/\(number)", &target, target.count)
        guard length > 0 else { continue }
        if target[..<length].elementsEqual(path.utf8CString.dropLast()) { count += 1 }
    }
    return count
}
