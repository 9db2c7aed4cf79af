import Glibc
import SignalCore
import Synchronization
import Testing
import Threads

@Suite("Clock, pipe and thread")
struct ThreadTests {
    @Test func theClockNeverGoesBackAndCountsLikeTheSystems() {
        var before = BootClock.now()
        for _ in 0..<10_000 {
            let now = BootClock.now()
            #expect(now >= before)
            before = now
        }
        var spec = timespec()
        clock_gettime(CLOCK_BOOTTIME, &spec)
        let system = Int64(spec.tv_sec) * 1_000
        #expect(abs(BootClock.now().milliseconds - system) < 2_000)
    }

    @Test func joinWaitsForTheBody() {
        let flag = Flag()
        let thread = OSThread.start {
            pause(milliseconds: 80)
            flag.isUp.store(true, ordering: .sequentiallyConsistent)
        }
        thread.join()
        let isUp = flag.isUp.load(ordering: .sequentiallyConsistent)
        #expect(isUp)
    }

    @Test func theBodyIsLetGoWhenItHasRun() {
        weak var held: Flag?
        let thread = {
            let flag = Flag()
            held = flag
            return OSThread.start { flag.isUp.store(true, ordering: .relaxed) }
        }()
        thread.join()
        #expect(held == nil)
    }
}

@Suite("Wake pipe")
struct WakePipeTests {
    @Test func aWakeBeforeTheWaitIsNotLost() {
        let pipe = WakePipe()
        pipe.wake()
        #expect(pipe.wait(until: BootClock.now().adding(milliseconds: 5_000)))
        #expect(!pipe.wait(until: BootClock.now()), "one wait empties the pipe")
    }

    @Test func aWakeFromAnotherThreadEndsTheWait() {
        let pipe = WakePipe()
        let thread = OSThread.start {
            pause(milliseconds: 50)
            pipe.wake()
        }
        let began = BootClock.now()
        #expect(pipe.wait(until: began.adding(milliseconds: 5_000)))
        thread.join()
        #expect((40..<3_000).contains(BootClock.now().millisecondsSince(began)))
    }

    @Test("a deadline is never met early", arguments: [1, 7, 40] as [Int64])
    func deadline(milliseconds: Int64) {
        let pipe = WakePipe()
        let deadline = BootClock.now().adding(milliseconds: milliseconds)
        #expect(!pipe.wait(until: deadline))
        #expect(BootClock.now() >= deadline)
    }

    @Test func wakingNeverBlocksHoweverOften() {
        let pipe = WakePipe()
        // Far more than the 64 KiB a pipe holds.
        for _ in 0..<200_000 { pipe.wake() }
        #expect(pipe.wait(until: BootClock.now()))
        #expect(!pipe.wait(until: BootClock.now()))
    }

    @Test func itsDescriptorsGoWithItAndToNoChild() {
        var pipe: WakePipe? = WakePipe()
        let descriptor = pipe?.readDescriptor ?? -1
        #expect(fcntl(descriptor, F_GETFD) & FD_CLOEXEC != 0)
        let identity = inode(of: descriptor)
        #expect(identity != nil)
        pipe = nil
        // Another test may have been given the number meanwhile: it is not this pipe.
        #expect(inode(of: descriptor) != identity)
    }

    @Test(
        "the time-out is rounded up and bounded",
        arguments: [
            (-5_000_000, 0...0), (0, 0...0), (30_000_000, 29...30),
            (Int64(100) * 3_600_000_000_000, 3_600_000...3_600_000),
        ] as [(Int64, ClosedRange<Int32>)])
    func timeOut(nanoseconds: Int64, expected: ClosedRange<Int32>) {
        let deadline = BootTime(nanoseconds: BootClock.now().nanoseconds + nanoseconds)
        #expect(expected.contains(WakePipe.pollMilliseconds(until: deadline)))
    }

    private func inode(of descriptor: Int32) -> UInt64? {
        var facts = stat()
        return fstat(descriptor, &facts) == 0 ? UInt64(facts.st_ino) : nil
    }
}

/// A flag that two threads share.
final class Flag: Sendable {
    let isUp = Atomic(false)
}

/// Sleeps without the cooperative pool.
func pause(milliseconds: Int64) { usleep(UInt32(milliseconds * 1_000)) }
