import SimulatedPatient

/// What an unknown device sends, once a second: for five seconds the lines of a GPS, for five seconds
/// noise.
struct Babble: Sendable {
    private static let turnSeconds = 5
    private static let noiseBytes = 200

    private var random: SeededRandom
    private var secondDone = -1

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    /// What it sends at a moment; nothing when that second has been said.
    mutating func bytes(at seconds: Double) -> [UInt8] {
        let second = Int(seconds)
        guard second != secondDone else { return [] }
        secondDone = second
        guard second / Self.turnSeconds % 2 == 0 else {
            return (0..<Self.noiseBytes).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        }
        return Self.sentences(at: second)
    }

    /// NMEA 0183: position, satellites, course; each with its check sum in hexadecimal.
    private static func sentences(at second: Int) -> [UInt8] {
        let clock = digits(second / 3600 % 24) + digits(second / 60 % 60) + digits(second % 60)
        let place = "4807.038,N,01131.000,E"
        return [
            "GPGGA,\(clock),\(place),1,08,0.9,545.4,M,46.9,M,,",
            "GPGSA,A,3,04,05,,09,12,,,24,,,,,2.5,1.3,2.1",
            "GPRMC,\(clock),A,\(place),022.4,084.4,230394,003.1,W",
        ].flatMap(sentence)
    }

    private static func sentence(_ body: String) -> [UInt8] {
        let sum = body.utf8.reduce(0, ^)
        let hexadecimal = String(sum, radix: 16, uppercase: true)
        let check = sum < 16 ? "0" + hexadecimal : hexadecimal
        return Array("$\(body)*\(check)\r\n".utf8)
    }

    private static func digits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
