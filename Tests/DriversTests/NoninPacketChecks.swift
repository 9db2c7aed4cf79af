import Drivers
import SignalCore

/// A packet of data format 2 or 7 in the device's own numbers.
struct NoninTestPacket {
    var pulse = 61
    var spo2: UInt8 = 97
    /// What frames 9 to 25 show: values that a decoder must never take.
    var shownPulse = 255
    var shownSpo2: UInt8 = 99
    var stat2: UInt8 = 0
    /// Bits besides 7 and SYNC, by frame from 1.
    var status: [Int: UInt8] = [:]
    /// Where the waveform begins; each frame is one higher.
    var wave: UInt16 = 20

    /// The float of each frame, as the vendor's table has them.
    var floats: [UInt8] {
        let (high, low) = (UInt8(pulse / 128), UInt8(pulse % 128))
        let (shownHigh, shownLow) = (UInt8(shownPulse / 128), UInt8(shownPulse % 128))
        return [
            high, low, spo2, 41, 0, 3, 17, stat2, shownSpo2, shownSpo2, shownSpo2, 0, 0, shownHigh,
            shownLow, shownSpo2, shownSpo2, 0, 0, shownHigh, shownLow, shownHigh, shownLow, 0, 0,
        ]
    }

    /// The 25 frames: `01, STATUS, PLETH, FLOAT, CHK` or `STATUS, MSB, LSB, FLOAT, CHK`.
    func frames(format: Int) -> [[UInt8]] {
        floats.enumerated().map { index, float in
            let first: UInt8 = index == 0 ? 0x01 : 0
            let status = 0x80 | first | (status[index + 1] ?? 0)
            let point = wave + UInt16(index)
            return format == 2
                ? Self.checked([1, status, UInt8(point), float])
                : Self.checked([status, UInt8(point >> 8), UInt8(point & 0xFF), float])
        }
    }

    static func checked(_ four: [UInt8]) -> [UInt8] {
        four + [UInt8(four.reduce(0) { $0 + Int($1) } % 256)]
    }
}

/// Frames of data format 2 or 7 read a second time, packet by packet.
enum NoninPlain {
    /// `found` has `nil` for each byte that belongs to no frame.
    static func samples(_ found: [[UInt8]?], format: Int) -> [Sample] {
        var samples: [Sample] = []
        var packet: [(flags: SampleFlags, float: UInt8)]?
        for frame in found {
            guard let frame else {
                packet = nil
                continue
            }
            let status = frame[format == 2 ? 1 : 0]
            let pleth = format == 2 ? UInt16(frame[2]) : UInt16(frame[1]) * 256 + UInt16(frame[2])
            var sample = Sample(pleth: pleth, flags: said(status), carriesNumbers: false)
            if status % 2 == 1 { packet = [] }
            packet?.append((sample.flags, frame[3]))
            if packet?.count == 26 { packet = nil }
            if let packet { addNumbers(packet, to: &sample) }
            samples.append(sample)
        }
        return samples
    }

    static func said(_ status: UInt8) -> SampleFlags {
        let perfusion: [SampleFlags] = [[], [], .lowPerfusion, .marginalPerfusion]
        return flags(
            status, [6: .sensorFault, 5: .artifact, 4: .outOfTrack, 3: .fingerOut]
        ).union(perfusion[Int(status / 2 % 4)])
    }

    private static func addNumbers(
        _ packet: [(flags: SampleFlags, float: UInt8)], to sample: inout Sample
    ) {
        let none: [SampleFlags] = [.sensorFault, .fingerOut]
        let isNone = packet.contains { frame in none.contains { frame.flags.contains($0) } }
        switch packet.count {
        case 2:
            let pulse = UInt16(packet[0].float % 4) * 128 + UInt16(packet[1].float % 128)
            sample.pulseBpm = isNone || pulse == 0 || pulse == 511 ? nil : pulse
        case 3:
            let spo2 = packet[2].float
            sample.spo2Percent = isNone || spo2 == 0 || spo2 > 100 ? nil : spo2
            sample.carriesNumbers = true
        case 8 where packet[7].float % 2 == 1: sample.flags.formUnion(.lowBattery)
        default: break
        }
    }
}

extension DecodedStream {
    /// Pulses and oxygen values in the order they came.
    var pulses: [UInt16] { samples.compactMap(\.pulseBpm) }
    var oxygen: [UInt8] { samples.compactMap(\.spo2Percent) }
}

/// A stream of packets with right places but random contents.
func randomPackets(format: Int, _ random: inout SplitMix) -> [UInt8] {
    var place = 0
    return damagedStream(&random) { random in
        place = place == 25 || random.next() % 40 == 0 ? 1 : place + 1
        let word = random.next()
        let bytes = (0..<4).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) }
        let none: UInt8 = random.next() % 4 == 0 ? 0x7E : 0x26
        let status = 0x80 | (bytes[0] & none) | (place == 1 ? 1 : 0)
        return NoninTestPacket.checked(
            format == 2 ? [1, status, bytes[1], bytes[2]] : [status, bytes[1], bytes[2], bytes[3]])
    }
}

/// Damages each byte of the first of three packets in every way. Says where the third was not found
/// whole, or where a number was found that nobody sent.
func lostPackets(format: Int, _ decoder: some FrameDecoder) -> [String] {
    let packets = [(61, 97, 20), (130, 88, 60), (255, 92, 120)].map { pulse, spo2, wave in
        NoninTestPacket(pulse: pulse, spo2: UInt8(spo2), wave: UInt16(wave)).frames(format: format)
    }
    let frames = packets.flatMap { $0 }
    let last = DecodedStream([frames.flatMap { $0 }], decoder: decoder).samples.suffix(25)
    var lost: [String] = []
    for number in 0..<25 {
        for place in 0..<5 {
            for value in UInt8.min...UInt8.max {
                var damaged = frames
                damaged[number][place] = value
                let found = DecodedStream([damaged.flatMap { $0 }], decoder: decoder)
                let isHonest =
                    found.pulses.allSatisfy { [61, 130, 255].contains($0) }
                    && found.oxygen.allSatisfy { [97, 88, 92].contains($0) }
                if found.samples.suffix(25) != last || !isHonest {
                    lost.append("frame \(number + 1) byte \(place) as \(value)")
                }
            }
        }
    }
    return lost
}
