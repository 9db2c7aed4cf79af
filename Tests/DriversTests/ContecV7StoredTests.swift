import Drivers
import SignalCore
import Testing

/// A packet: a type, top bits, data with bit 7 set. Written from the protocol's page.
func v7Packet(_ type: UInt8, _ data: [UInt8]) -> [UInt8] {
    var top: UInt8 = 0x80
    for (place, byte) in data.enumerated() where byte > 127 { top |= 1 << UInt8(place) }
    return [type, top] + data.map { $0 | 0x80 }
}

@Suite("Contec V7: stored sessions")
struct ContecV7StoredTests {
    static func length(_ bytes: Int, segment: UInt8 = 0) -> [UInt8] {
        v7Packet(
            0x08, [0, segment] + (0..<4).map { UInt8(truncatingIfNeeded: bytes >> ($0 * 8)) })
    }

    /// Three seconds a packet; what is left of the last is filled up.
    static func plain(_ seconds: [(UInt8, UInt8)]) -> [[UInt8]] {
        stride(from: 0, to: seconds.count, by: 3).map { start in
            let part = seconds[start..<min(start + 3, seconds.count)].flatMap { [$0.0, $0.1] }
            return v7Packet(0x0F, part + [UInt8](repeating: 0x55, count: 6 - part.count))
        }
    }

    private static func stored(_ spo2: UInt8?, _ pulse: UInt16?, _ perfusion: UInt16? = nil)
        -> Sample
    {
        Sample(
            spo2Percent: spo2, pulseBpm: pulse, perfusionHundredths: perfusion, flags: .stored)
    }

    @Test(
        "the page's lengths",
        arguments: [("08 84 80 80 AA 81 80 80", 213), ("08 80 80 80 A4 81 80 80", 146)])
    func lengths(text: String, seconds: Int) {
        let data = Self.plain([(UInt8, UInt8)](repeating: (97, 65), count: 300))
        let decoded = DecodedStream([hex(text) + data.flatMap { $0 }])
        #expect(decoded.stored.count == seconds)
        #expect(decoded.samples.isEmpty)
        #expect(decoded.counters.frames == 101)
        #expect(decoded.counters.samples == 0)
        #expect(decoded.notices == [hex(text)])
    }

    @Test("three seconds a packet; both ways to say none, in one packet")
    func plainPacket() {
        let decoded = DecodedStream([v7Packet(0x0F, [97, 130, 0, 0, 127, 255])])
        #expect(
            decoded.stored == [Self.stored(97, 130), Self.stored(nil, nil), Self.stored(nil, nil)])
        #expect(decoded.stored.allSatisfy { $0.carriesNumbers })
        // A packet of OSCAR's notes: 0F 80 DE C2 DE C2 DE C2.
        let seen = DecodedStream([hex("0F 80 DE C2 DE C2 DE C2")])
        #expect(seen.stored == [Sample](repeating: Self.stored(94, 66), count: 3))
    }

    @Test("one second a packet with its perfusion index")
    func perfusionPacket() {
        // OSCAR's notes: 09 80 E1 C4 CE 82 is 97 %, 68 bpm, 5.90 %.
        #expect(DecodedStream([hex("09 80 E1 C4 CE 82")]).stored == [Self.stored(97, 68, 0x024E)])
        let packets = [
            v7Packet(0x09, [97, 200, 0xC1, 0x01]), v7Packet(0x09, [97, 60, 0xFF, 0xFF]),
            v7Packet(0x09, [127, 255, 0x10, 0x00]), v7Packet(0x09, [0, 0, 0x10, 0x00]),
            v7Packet(0x09, [127, 60, 0x10, 0x00]),
        ]
        #expect(
            DecodedStream(packets).stored == [
                Self.stored(97, 200, 449), Self.stored(97, 60), Self.stored(nil, nil),
                Self.stored(nil, nil), Self.stored(nil, 60, 16),
            ])
    }

    @Test("every value of both quantities", arguments: UInt8.min...UInt8.max)
    func everyValue(value: UInt8) {
        let decoded = DecodedStream([v7Packet(0x0F, [value, value, 1, 1, value, value])])
        let expected = Self.stored(
            (1...100).contains(value) ? value : nil,
            (1...254).contains(value) ? UInt16(value) : nil)
        #expect(decoded.stored == [expected, Self.stored(1, 1), expected])
    }

    @Test("a session of any length comes back whole and no longer", arguments: 1...40)
    func roundTrip(count: Int) {
        var random = SplitMix(seed: UInt64(count))
        let seconds = (0..<count).map { _ in
            random.next() % 6 == 0
                ? [(0, 0), (127, 255)][Int(random.next() % 2)]
                : (UInt8(random.next() % 100) + 1, UInt8(random.next() % 254) + 1)
        }
        let expected = seconds.map { spo2, pulse in
            spo2 == 0 || spo2 == 127 ? Self.stored(nil, nil) : Self.stored(spo2, UInt16(pulse))
        }
        let plain = [Self.length(count * 2)] + Self.plain(seconds)
        #expect(DecodedStream(plain).stored == expected)
        let single = seconds.map { v7Packet(0x09, [$0.0, $0.1, 0xFF, 0xFF]) }
        // One packet more than announced.
        let perfusion = [Self.length(count * 4)] + single + [single[0]]
        #expect(DecodedStream(perfusion).stored == expected)
        // Not announced: everything is given.
        #expect(DecodedStream(single).stored == expected)
        #expect(DecodedStream(Self.plain(seconds)).stored.count == (count + 2) / 3 * 3)
    }

    @Test("a session downloaded again begins anew")
    func again() {
        let data = Self.plain([(UInt8, UInt8)](repeating: (97, 65), count: 5))
        let free = hex("0C 80")
        let bytes = [Self.length(10)] + data + [free] + data
        #expect(DecodedStream(bytes).stored.count == 10)
    }

    /// Data does not say whose it is, so a length that may be another session's limits nothing.
    @Test("lengths of several sessions before any data limit nothing; one after data does")
    func severalLengths() {
        let data = Self.plain([(UInt8, UInt8)](repeating: (97, 65), count: 9))
        let both = [Self.length(4), Self.length(10, segment: 1)]
        #expect(DecodedStream(both + data).stored.count == 9)
        #expect(DecodedStream(both + data + [Self.length(4)] + data).stored.count == 9 + 2)
        // The same length told twice is one.
        #expect(DecodedStream([Self.length(4), Self.length(4)] + data).stored.count == 2)
        // A length of nothing limits nothing.
        #expect(DecodedStream([Self.length(0)] + data).stored.count == 9)
    }

    @Test("live packets between are live, and cutting changes nothing")
    func mixed() {
        let live = hex("01 E0 85 B3 96 C1 E1 FF FF")
        let data = Self.plain([(UInt8, UInt8)](repeating: (97, 65), count: 4)).flatMap { $0 }
        let bytes = live + Self.length(8) + data + live + v7Packet(0x09, [97, 60, 1, 2])
        let whole = DecodedStream([bytes])
        #expect(whole.samples.count == 2)
        #expect(whole.samples.allSatisfy { !$0.flags.contains(.stored) })
        #expect(whole.stored.count == 4)
        #expect(DecodedStream(bytes.map { [$0] }) == whole)
        for place in 0...bytes.count {
            #expect(
                DecodedStream([Array(bytes[..<place]), Array(bytes[place...])]) == whole,
                "cut at \(place)")
        }
    }

    @Test("a stored packet that breaks off is skipped; the next but one is whole")
    func broken() {
        let packet = v7Packet(0x0F, [97, 60, 97, 60, 97, 60])
        for place in 0..<8 {
            for value in UInt8.min...UInt8.max {
                var bytes = packet + packet + packet
                bytes[place] = value
                let decoded = DecodedStream([bytes])
                #expect(
                    decoded.stored.suffix(3)
                        == [Sample](repeating: Self.stored(97, 60), count: 3)[...])
            }
        }
    }
}
