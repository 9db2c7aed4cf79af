import Discovery
import Glibc
import SignalCore
import Synchronization
import Testing
import Threads

/// Keeps the events of a monitor for the test to wait for.
private final class Heard: Sendable {
    private let events = Mutex<[DiscoveryEvent]>([])
    private let news = WakePipe()

    func hear(_ event: DiscoveryEvent) {
        events.withLock { $0.append(event) }
        news.wake()
    }

    /// All events so far, once there are `count` or three seconds have passed.
    func first(_ count: Int) -> [DiscoveryEvent] {
        let deadline = BootClock.now().adding(milliseconds: 3_000)
        while events.withLock({ $0.count }) < count && BootClock.now() < deadline {
            _ = news.wait(until: deadline)
        }
        return all
    }

    var all: [DiscoveryEvent] { events.withLock { $0 } }
}

extension SystemTests {
    @Suite(
        .enabled(
            if: isUnderUmockdev,
            "needs mock devices: run Tests/run-under-umockdev"))
    struct MonitorTests {
        private let heard = Heard()

        private func start() throws -> DiscoveryMonitor {
            try DiscoveryMonitor.start { [heard] in heard.hear($0) }
        }

        @Test func whatIsPresentAppearsFirst() throws {
            let machine = try MockMachine()
            try machine.addQuietly(MockCable(place: "1-1.2"))
            let monitor = try start()
            #expect(heard.first(1) == (try Discovery.candidates()).map { .appeared($0) })
            monitor.stop()
        }

        @Test func aCableComesAndGoes() throws {
            let machine = try MockMachine()
            let cable = MockCable(place: "1-1.2")
            let monitor = try start()
            try machine.plugIn(cable)
            let port = try #require(try Discovery.candidates().first)
            #expect(heard.first(1) == [.appeared(port)])
            machine.unplug(cable)
            #expect(heard.first(2) == [.appeared(port), .disappeared(path: "/dev/ttyUSB0")])
            monitor.stop()
        }

        @Test func aCablePutBackUnderAnotherNameKeepsItsLocation() throws {
            let machine = try MockMachine()
            let before = MockCable(place: "1-1.2")
            let after = MockCable(place: "1-1.2", tty: "ttyUSB1", minor: 1)
            try machine.addQuietly(before)
            let monitor = try start()
            _ = heard.first(1)
            machine.unplug(before)
            _ = heard.first(2)
            try machine.plugIn(after)
            let events = heard.first(3)
            try #require(events.count == 3)
            guard case .appeared(let first) = events[0], case .appeared(let second) = events[2]
            else {
                Issue.record("unexpected \(events)")
                return
            }
            #expect(events[1] == .disappeared(path: "/dev/ttyUSB0"))
            #expect(second.path == "/dev/ttyUSB1")
            #expect(first.location == second.location)
            monitor.stop()
        }

        @Test func aPortAnnouncedAfterItWasListedAppearsOnce() throws {
            let machine = try MockMachine()
            let cable = MockCable(place: "1-1.2")
            try machine.addQuietly(cable)
            let monitor = try start()
            _ = heard.first(1)
            machine.announce("add", cable)
            machine.announce("change", cable)
            let port = try #require(try Discovery.candidates().first)
            #expect(heard.first(2) == [.appeared(port), .changed(port)])
            monitor.stop()
        }

        @Test func aChangeTellsTheNewFacts() throws {
            let machine = try MockMachine()
            let cable = MockCable(place: "1-1.2")
            try machine.addQuietly(cable)
            let monitor = try start()
            _ = heard.first(1)
            machine.set("product", "Pulse Oximeter", at: cable.usb.devicePath)
            machine.announce("change", cable)
            guard case .changed(let port) = heard.first(2).last else {
                Issue.record("no change was told")
                return
            }
            #expect(port.product == "Pulse Oximeter")
            monitor.stop()
        }

        @Test func aHundredReplugsAreAllHeardInOrder() throws {
            let machine = try MockMachine()
            let cable = MockCable(place: "1-1.2")
            let monitor = try start()
            for round in 1...100 {
                try machine.plugIn(cable)
                // One too many or too few makes all later ones wrong, and each waits for its time.
                try #require(heard.first(2 * round - 1).count == 2 * round - 1)
                machine.unplug(cable)
                try #require(heard.first(2 * round).count == 2 * round)
            }
            for (index, event) in heard.all.enumerated() {
                let isGoing = event == .disappeared(path: "/dev/ttyUSB0")
                #expect(isGoing == !index.isMultiple(of: 2))
            }
            monitor.stop()
        }

        @Test func aClipComesAndGoesAndReturnsUnderAnotherName() throws {
            let machine = try MockMachine()
            let before = MockClip(place: "1-3")
            let after = MockClip(place: "1-3", hidraw: "hidraw4", minor: 4)
            let monitor = try start()
            try machine.plugIn(before)
            _ = heard.first(1)
            machine.unplug(before)
            _ = heard.first(2)
            try machine.plugIn(after)
            let events = heard.first(3)
            try #require(events.count == 3)
            guard case .appeared(let first) = events[0], case .appeared(let second) = events[2]
            else {
                Issue.record("unexpected \(events)")
                return
            }
            #expect(events[1] == .disappeared(path: "/dev/hidraw0"))
            #expect([first.path, second.path] == ["/dev/hidraw0", "/dev/hidraw4"])
            #expect(first.location == second.location)
            monitor.stop()
        }

        @Test func aKeyboardIsNeverToldOf() throws {
            let machine = try MockMachine()
            let cable = MockCable(place: "1-1.2")
            let monitor = try start()
            try machine.plugIn(
                MockClip(place: "1-7", vendor: "046d", product: "c31c", productName: "Keyboard"))
            try machine.plugIn(cable)
            let port = try #require(try Discovery.candidates().first)
            #expect(heard.first(1) == [.appeared(port)])
            #expect(port.path == "/dev/ttyUSB0")
            monitor.stop()
        }

        @Test func nothingIsToldAfterStop() throws {
            let machine = try MockMachine()
            let monitor = try start()
            monitor.stop()
            monitor.stop()
            try machine.plugIn(MockCable(place: "1-1.2"))
            usleep(50_000)
            #expect(heard.all == [])
        }

        @Test func lettingTheMonitorGoStopsIt() throws {
            let machine = try MockMachine()
            do { _ = try start() }
            try machine.plugIn(MockCable(place: "1-1.2"))
            usleep(50_000)
            #expect(heard.all == [])
        }
    }
}
