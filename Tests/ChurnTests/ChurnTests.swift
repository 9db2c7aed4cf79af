import Foundation
import SignalCore
import SimulatedOximeter
import SimulatedPatient
import Station
import Testing

/// Cables that are pulled and put back again and again: real pseudo-terminals behind mock USB, the
/// whole station from discovery to tile. CHURN_ROUNDS sets the rounds of each seat.
@Suite("Unplug and replug, over and over", .enabled(if: isUnderUmockdev), .serialized)
struct ChurnTests {
    static let rounds =
        ProcessInfo.processInfo.environment["CHURN_ROUNDS"].flatMap(Int.init) ?? 6

    /// One family behind one kind of cable, and how soon its value must be back.
    struct Setting: Sendable {
        var family: OximeterFamily
        var vendor = "10c4"
        var product = "ea60"
        /// From plugging in to a value, when the family was heard there before.
        var secondsToValue = 2.0
        /// From the first plugging in to a value: the listening time of the families tried before
        /// and of its own, and two seconds.
        var secondsToFirstValue: Double
    }

    static let settings: [Setting] = [
        Setting(family: .contecV7, secondsToFirstValue: 5),
        Setting(family: .contecV7, secondsToFirstValue: 5),
        Setting(family: .contecV7, secondsToFirstValue: 5),
        // No contec-v5: its line has a parity bit, a pseudo-terminal has none, and behind a mock
        // cable the port cannot tell that it is one. It comes and goes in the link's own tests.
        Setting(family: .noninDF2, vendor: "0403", product: "6001", secondsToFirstValue: 7),
        Setting(family: .noninDF2, vendor: "0403", product: "6001", secondsToFirstValue: 7),
        // A message a second: the first whole one has to be enough.
        Setting(
            family: .masimoASCII1, vendor: "067b", product: "2303", secondsToFirstValue: 7),
        Setting(family: .noninASCII, vendor: "0403", product: "6001", secondsToFirstValue: 7),
        Setting(family: .noninDF1, vendor: "0403", product: "6001", secondsToFirstValue: 7),
        Setting(
            family: .nellcorASCII, vendor: "1a86", product: "7523", secondsToValue: 5,
            secondsToFirstValue: 7),
    ]

    /// A seat of the test: a simulated person whose cable comes and goes by the clock.
    private final class Seat {
        let setting: Setting
        let number: Int
        let person: SimulatedSeat
        var cable: MockUSB.Cable
        var path: String?
        var changedAt = ContinuousClock.now
        var waitsForGone = false
        var waitsForValue = false
        var plugs = 0
        var pulls = 0
        var slowestGone = Duration.zero
        var slowestValue = Duration.zero
        var firstValue: Duration?

        /// The cable is out for 1.2 s each time; long enough in between for the value to come.
        init(_ setting: Setting, number: Int, rounds: Int) throws {
            self.setting = setting
            self.number = number
            cable = MockUSB.Cable(
                place: "1-\(number)", vendor: setting.vendor, product: setting.product,
                number: number)
            let plugged = setting.secondsToValue + 0.6
            let first = 12 + setting.secondsToFirstValue
            let faults = (0..<rounds).map { round in
                Fault.unplug(
                    .init(startSeconds: first + Double(round) * (plugged + 1.2), lengthSeconds: 1.2)
                )
            }
            person = try SimulatedSeat(
                scenario: .steady, seed: UInt64(number), family: setting.family, faults: faults)
        }
    }

    @Test("each is noticed within a second, each value is back in time, and nothing leaks")
    func churn() async throws {
        let usb = try MockUSB()
        let data = NSTemporaryDirectory() + "spotter-churn-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: data) }
        let seats = try Self.settings.enumerated().map {
            try Seat($1, number: $0 + 1, rounds: Self.rounds)
        }
        // The devices show numbers a few seconds after a finger came; the cables follow then.
        try await Task.sleep(for: .seconds(12))
        let station = try await Station.open(
            StationSettings(dataDirectory: data, seats: seats.count, startsWatches: false))
        let began = Usage.now
        var settled: Usage?
        let end = ContinuousClock.now.advanced(by: .seconds(30 + Self.rounds * 7))
        while ContinuousClock.now < end,
            seats.contains(where: { $0.pulls < Self.rounds || $0.waitsForValue })
        {
            for seat in seats {
                // The mock's line of news holds ten messages; a kernel's holds thousands.
                if try follow(seat, usb) { try await Task.sleep(for: .milliseconds(2)) }
                look(seat, station)
            }
            if settled == nil, seats.allSatisfy({ $0.pulls >= 2 }) { settled = Usage.now }
            try await Task.sleep(for: .milliseconds(5))
        }
        let after = Usage.now
        for seat in seats { check(seat) }
        let reference = settled ?? began
        print("churn: before \(reference), after \(after)")
        #expect(after.descriptors <= reference.descriptors + seats.count)
        #expect(after.threads <= reference.threads + 2)
        #expect(after.residentKiB < reference.residentKiB + 8 * 1024)
        for seat in seats { seat.person.stop() }
        await station.stop()
    }

    /// The cable follows the simulated seat's port: gone, or back under another name.
    private func follow(_ seat: Seat, _ usb: MockUSB) throws -> Bool {
        let path = seat.person.currentPortPath
        guard path != seat.path else { return false }
        if seat.path != nil {
            usb.pull(seat.cable)
            seat.pulls += 1
            seat.waitsForGone = true
            seat.waitsForValue = false
        }
        if let path {
            // Every replug brings another number, as after a glitch on a real machine.
            seat.cable.number += Self.settings.count + 1
            try usb.plug(seat.cable, leadingTo: path)
            seat.plugs += 1
            seat.waitsForValue = true
        }
        seat.path = path
        seat.changedAt = .now
        return true
    }

    private func look(_ seat: Seat, _ station: Station) {
        let shown = station.board.everything().tiles.first {
            $0.oximeter.port == "/dev/" + seat.cable.tty
                || $0.oximeter.state == .gone
                    && $0.oximeter.port == "/dev/" + seat.cable.tty
        }
        let waited = seat.changedAt.duration(to: .now)
        if seat.waitsForGone, shown?.oximeter.state == .gone {
            seat.waitsForGone = false
            seat.slowestGone = max(seat.slowestGone, waited)
        }
        if seat.waitsForValue, let tile = shown, tile.oximeter.state == .streaming,
            tile.reading?.spo2Percent != nil
        {
            seat.waitsForValue = false
            if seat.firstValue == nil {
                seat.firstValue = waited
            } else {
                seat.slowestValue = max(seat.slowestValue, waited)
            }
        }
    }

    private func check(_ seat: Seat) {
        let name = "\(seat.setting.family.rawValue) at seat \(seat.number)"
        print(
            "churn: \(name): \(seat.pulls) rounds, gone after at most \(seat.slowestGone), "
                + "first value after \(seat.firstValue.map { "\($0)" } ?? "never"), "
                + "value back after at most \(seat.slowestValue)")
        #expect(seat.pulls == Self.rounds, "\(name)")
        #expect(!seat.waitsForGone && !seat.waitsForValue, "\(name): the last change was not seen")
        #expect(seat.slowestGone < .seconds(1), "\(name)")
        #expect(seat.slowestValue < .seconds(seat.setting.secondsToValue), "\(name)")
        if let first = seat.firstValue {
            #expect(first < .seconds(seat.setting.secondsToFirstValue), "\(name)")
        }
    }
}

/// What this process holds of the machine.
struct Usage: CustomStringConvertible {
    var descriptors: Int
    var threads: Int
    var residentKiB: Int

    static var now: Usage {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let resident = status.split(separator: "\n").first { $0.hasPrefix("VmRSS") }
        return Usage(
            descriptors: count("/proc/self/fd"), threads: count("/proc/self/task"),
            residentKiB: resident?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0)
    }

    private static func count(_ folder: String) -> Int {
        (try? FileManager.default.contentsOfDirectory(atPath: folder).count) ?? 0
    }

    var description: String {
        "\(descriptors) descriptors, \(threads) threads, \(residentKiB) KiB resident"
    }
}
