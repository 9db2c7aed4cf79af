import Glibc
import Link
import SerialPort
import SignalCore
import Synchronization
import Threads

/// The far end of a scripted transport: the test says what comes, and reads what was sent.
final class ScriptedLine: Sendable {
    struct State {
        var waiting: [UInt8] = []
        var written: [[UInt8]] = []
        var isHungUp = false
        var openError: SerialPortError?
        var writeError: SerialPortError?
        var openings = 0
        var closings = 0
        /// Says that there are bytes when there are none.
        var liesAboutBytes = false
        var effort = Effort()
    }

    /// What the link's thread spent on this line.
    struct Effort {
        var waits = 0
        var cpuNanoseconds: Int64 = 0
    }

    let settings = Mutex<[PortSetting]>([])

    let state = Mutex(State())
    let bell = WakePipe()

    /// Opens the near end, as a link does; throws what the test wants.
    func opened() throws(SerialPortError) -> ScriptedTransport {
        let error = state.withLock { state in
            if state.openError == nil {
                state.openings += 1
                state.isHungUp = false
            }
            return state.openError
        }
        if let error { throw error }
        return ScriptedTransport(line: self)
    }

    func send(_ bytes: [UInt8]) {
        state.withLock { $0.waiting += bytes }
        bell.wake()
    }

    func hangUp() {
        state.withLock { $0.isHungUp = true }
        bell.wake()
    }

    func refuse(_ error: SerialPortError?) { state.withLock { $0.openError = error } }

    var openings: Int { state.withLock { $0.openings } }
    var closings: Int { state.withLock { $0.closings } }
    var effort: Effort { state.withLock { $0.effort } }
    var isDrained: Bool { state.withLock { $0.waiting.isEmpty } }
    var written: [[UInt8]] { state.withLock { $0.written } }
}

/// The near end: one owner, closed with it.
struct ScriptedTransport: Transport, ~Copyable {
    private let line: ScriptedLine

    init(line: ScriptedLine) { self.line = line }

    deinit { line.state.withLock { $0.closings += 1 } }

    mutating func wait(until deadline: BootTime, wake: WakePipe?) -> PortWait {
        var spent = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent)
        line.state.withLock {
            $0.effort.waits += 1
            $0.effort.cpuNanoseconds = Int64(spent.tv_sec) * 1_000_000_000 + Int64(spent.tv_nsec)
        }
        while true {
            let (isHungUp, hasBytes) = line.state.withLock {
                ($0.isHungUp, !$0.waiting.isEmpty || $0.liesAboutBytes)
            }
            if hasBytes { return .readable }
            if isHungUp { return .gone }
            var entries = [
                pollfd(fd: line.bell.readDescriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: wake?.readDescriptor ?? -1, events: Int16(POLLIN), revents: 0),
            ]
            poll(&entries, 2, WakePipe.pollMilliseconds(until: deadline))
            if entries[1].revents != 0 {
                wake?.drain()
                return .woken
            }
            if entries[0].revents != 0 { line.bell.drain() }
            if BootClock.now() >= deadline { return .timedOut }
        }
    }

    mutating func read(into bytes: inout [UInt8]) throws(SerialPortError) -> Int {
        let taken = line.state.withLock { state in
            let taken = Array(state.waiting.prefix(bytes.count))
            state.waiting.removeFirst(taken.count)
            return taken
        }
        for (place, byte) in taken.enumerated() { bytes[place] = byte }
        return taken.count
    }

    mutating func write(_ bytes: [UInt8], until deadline: BootTime) throws(SerialPortError) {
        let error = line.state.withLock { state in
            state.written.append(bytes)
            return state.writeError
        }
        if let error { throw error }
    }
}

/// Live frames as a real clip sends them.
enum Frames {
    /// SpO2 97 %, pulse 65.
    static let steady: [UInt8] = [0x01, 0xE0, 0x85, 0xB3, 0x96, 0xC1, 0xE1, 0xFF, 0xFF]
    /// No finger in the probe.
    static let fingerOut: [UInt8] = [0x01, 0xE1, 0x84, 0xC0, 0x90, 0x80, 0x80, 0xFF, 0xFF]
    /// An answer without a sample: the device is free.
    static let idle: [UInt8] = [0x0C, 0x80]

    static func steady(_ count: Int) -> [UInt8] {
        Array(repeatElement(steady, count: count).joined())
    }
}
