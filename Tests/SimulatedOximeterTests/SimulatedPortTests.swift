import Glibc
import SimulatedOximeter
import SimulatedPatient
import Testing

/// Faults that are about ports, on real pseudo-terminals, one after the other.
@Suite("A faulty port", .serialized)
struct SimulatedPortTests {
    private static func link(_ name: String) -> String { "/tmp/spotter-sim-\(getpid())-\(name)" }

    private static func isNMEA(_ bytes: [UInt8]) -> Bool {
        String(decoding: bytes, as: UTF8.self).contains("$GPGGA,")
    }

    @Test("a renamed port is another path and another link, and the old ones are gone")
    func renames() throws {
        let link = Self.link("rename")
        let seat = try SimulatedSeat(
            scenario: .steady, seed: 3, speed: 10, portLink: link,
            faults: [.rename(atSeconds: 10), .rename(atSeconds: 40)])
        defer { seat.stop() }
        let first = seat.portPath
        #expect(seat.currentPortLink == link)
        for (count, suffix) in ["-renamed", "-renamed-2"].enumerated() {
            let before = try #require(seat.currentPortPath)
            let reader = try #require(Reader(before))
            _ = reader.collect(milliseconds: 6000)
            #expect(reader.isGone)
            #expect(eventually { seat.currentPortLink == link + suffix })
            let after = try #require(seat.currentPortPath)
            #expect(after != before, "round \(count)")
            #expect(linkTarget(link + suffix) == after)
            #expect(linkTarget(link) == nil, "the first name never comes back")
        }
        #expect(seat.portPath == first)
        let again = try #require(Reader(link + "-renamed-2"))
        again.send(command(0xA1))
        #expect(again.collect(milliseconds: 3000, enough: 90).count >= 90)
        seat.stop()
        #expect(linkTarget(link + "-renamed") == nil && linkTarget(link + "-renamed-2") == nil)
    }

    @Test("the old number is not used again, though nobody holds it any more")
    func numberIsNew() throws {
        let seat = try SimulatedSeat(
            scenario: .steady, seed: 3, speed: 20, faults: [.rename(atSeconds: 1)])
        defer { seat.stop() }
        #expect(eventually { seat.state.seconds > 4 && seat.currentPortPath != nil })
        #expect(seat.currentPortPath != seat.portPath)
    }

    @Test("at the fastest speed a short pull is still seen")
    func shortPullIsSeen() throws {
        let seat = try SimulatedSeat(
            scenario: .steady, seed: 3, speed: 100,
            faults: [.unplug(.init(startSeconds: 20, lengthSeconds: 0.05))])
        defer { seat.stop() }
        let reader = try #require(Reader(seat.portPath))
        _ = reader.collect(milliseconds: 5000)
        #expect(reader.isGone)
        #expect(eventually { seat.currentPortPath != nil })
    }

    @Test("a port set to another speed carries other bytes, both ways")
    func wrongSpeed() throws {
        let seat = try SimulatedSeat(scenario: .steady, seed: 3)
        defer { seat.stop() }
        let reader = try #require(Reader(seat.portPath))
        for baud in [B4800, B9600, B19200] {
            reader.set(baud)
            reader.send(command(0xA0))
            #expect(reader.collect(milliseconds: 300).isEmpty, "nobody understood the question")
        }
        for baud in [B115200, B38400, B57600] {
            reader.set(baud)
            reader.send(command(0xA0))
            #expect(
                reader.collect(milliseconds: 3000, enough: 4) == [0x06, 0x80, 0x80, 0x87],
                "a speed no oximeter has is none to compare with")
        }
        reader.send(command(0xA1))
        #expect(!ReadFrame.all(reader.collect(milliseconds: 1000, enough: 90)).isEmpty)
        reader.set(B9600)
        _ = reader.collect(milliseconds: 100)
        let heard = reader.collect(milliseconds: 1000)
        // A frame of 9 bytes lasts for less than one byte of the reader's.
        #expect((1...70).contains(heard.count))
        reader.set(B115200)
        _ = reader.collect(milliseconds: 100)
        let bytes = reader.collect(milliseconds: 500)
        #expect(stride(from: 0, to: bytes.count, by: 9).allSatisfy { bytes[$0] == 0x01 })
    }

    @Test("a device at a wrong speed is only understood at that speed")
    func wrongBaud() throws {
        let seat = try SimulatedSeat(
            scenario: .steady, seed: 3, faults: [.wrongBaud(.init(startSeconds: 0))])
        defer { seat.stop() }
        let reader = try #require(Reader(seat.portPath))
        for baud in [nil, B115200, B9600] {
            if let baud { reader.set(baud) }
            reader.send(command(0xA0))
            #expect(reader.collect(milliseconds: 300) != [0x06, 0x80, 0x80, 0x87])
        }
        reader.set(B19200)
        _ = reader.collect(milliseconds: 50)
        reader.send(command(0xA0))
        #expect(reader.collect(milliseconds: 3000, enough: 4) == [0x06, 0x80, 0x80, 0x87])
    }

    @Test("frames that were held back come in one read")
    func glued() throws {
        let seat = try SimulatedSeat(
            scenario: .steady, seed: 3, speed: 4,
            faults: [.gluedFrames(.init(startSeconds: 0))])
        defer { seat.stop() }
        let reader = try #require(Reader(seat.portPath))
        reader.send(command(0xA1))
        var sizes: [Int] = []
        for _ in 1...40 {
            let bytes = reader.collect(milliseconds: 300, enough: 1)
            if !bytes.isEmpty { sizes.append(bytes.count) }
        }
        #expect(sizes.count > 5)
        #expect(sizes.allSatisfy { $0 % 9 == 0 && $0 >= 18 })
        #expect(Set(sizes).count > 2)
    }

    @Test("an unknown device speaks without being asked")
    func babbles() throws {
        let seat = try SimulatedSeat(
            scenario: .steady, seed: 3, faults: [.babble(.init(startSeconds: 0))])
        defer { seat.stop() }
        let reader = try #require(Reader(seat.portPath))
        reader.send(command(0xA1))
        let bytes = reader.collect(milliseconds: 3000, enough: 300)
        #expect(Self.isNMEA(bytes))
        #expect(!bytes.contains { $0 >= 0x80 })
    }

    @Test("every family sends on a port, or answers its start", arguments: OximeterFamily.allCases)
    func everyFamilySends(family: OximeterFamily) throws {
        let seat = try SimulatedSeat(scenario: .steady, seed: 3, speed: 20, family: family)
        defer { seat.stop() }
        let reader = try #require(Reader(seat.portPath))
        // What it starts with when it has to be asked, at its own speed.
        if let line = family.oximeter.line { reader.set(Reader.code(ofBaud: line.baud)) }
        reader.send(family.oximeter.startCommand)
        #expect(reader.collect(milliseconds: 5000, enough: 8).count >= 8)
        let seconds = seat.state.seconds
        #expect(eventually { seat.state.seconds > seconds + 2 })
    }
}

extension Reader {
    /// Sets the port to a speed, raw, as a serial program does.
    func set(_ speed: Int32) {
        var line = termios()
        tcgetattr(descriptor, &line)
        cfmakeraw(&line)
        cfsetspeed(&line, speed_t(speed))
        tcsetattr(descriptor, TCSANOW, &line)
        tcflush(descriptor, TCIFLUSH)
    }

    static func code(ofBaud baud: Int) -> Int32 {
        switch baud {
        case 4_800: B4800
        case 9_600: B9600
        case 19_200: B19200
        default: B115200
        }
    }
}
