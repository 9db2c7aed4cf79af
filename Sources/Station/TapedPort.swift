import Link
import SerialPort
import SignalCore
import Threads

/// A port whose bytes also go on a watch's tape. The port's thread only hands them over.
struct TapedPort<Base: Transport & ~Copyable>: Transport, ~Copyable {
    private var base: Base
    private let tape: TapeLine?

    init(_ base: consuming Base, tape: TapeLine?) {
        self.base = base
        self.tape = tape
    }

    mutating func wait(until deadline: BootTime, wake: WakePipe?) -> PortWait {
        base.wait(until: deadline, wake: wake)
    }

    mutating func read(into bytes: inout [UInt8]) throws(SerialPortError) -> Int {
        let count = try base.read(into: &bytes)
        if count > 0, let tape { tape.send(bytes.span.extracting(0..<count), at: BootClock.now()) }
        return count
    }

    mutating func write(_ bytes: [UInt8], until deadline: BootTime) throws(SerialPortError) {
        try base.write(bytes, until: deadline)
    }
}
