/// A packet of Nonin's data format 2 or 7 taken apart by frame number, for these tests alone.
struct ReadNoninPacket {
    let statuses: [UInt8]
    let waves: [Int]
    let slow: [UInt8]

    /// `nil` unless these are 25 whole frames with good sums that begin a packet.
    init?(_ frames: some Collection<[UInt8]>, isFormat7: Bool) {
        guard frames.count == 25 else { return nil }
        for (place, frame) in frames.enumerated() {
            let status = isFormat7 ? frame[0] : frame[1]
            guard frame.count == 5, frame.dropLast().reduce(0, { $0 + Int($1) }) % 256 == frame[4],
                isFormat7 || frame[0] == 1, status >= 128, (status % 2 == 1) == (place == 0)
            else { return nil }
        }
        statuses = frames.map { isFormat7 ? $0[0] : $0[1] }
        waves = frames.map { isFormat7 ? Int($0[1]) * 256 + Int($0[2]) : Int($0[2]) }
        slow = frames.map { $0[3] }
    }

    /// The slow byte of a frame, counted from 1 as in the document.
    func value(_ frame: Int) -> Int? { slow[frame - 1] == 127 ? nil : Int(slow[frame - 1]) }

    /// A heart rate whose upper part is in `frame`.
    func pulse(_ frame: Int) -> Int? {
        let pulse = Int(slow[frame - 1] % 4) * 128 + Int(slow[frame] % 128)
        return pulse == 511 ? nil : pulse
    }

    var thirds: Int { Int(slow[5]) * 128 + Int(slow[6]) }

    /// The packets of an undamaged stream.
    static func all(_ frames: [[UInt8]], isFormat7: Bool = false) -> [ReadNoninPacket?] {
        stride(from: 0, to: frames.count, by: 25).map {
            ReadNoninPacket(frames[$0..<($0 + 25)], isFormat7: isFormat7)
        }
    }
}
