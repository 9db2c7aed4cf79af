/// Made inputs: small enough for a slow machine, with what happens to people in them.
enum MadeInput {
    /// Two hours at a value a second: levels of 93 to 97 %, falls of 3 to 15 points, gaps (0).
    static var night: [UInt8] {
        var random: UInt64 = 7
        func draw(_ bound: UInt64) -> Int {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((random >> 33) % bound)
        }
        var all: [UInt8] = []
        while all.count < 7200 {
            let level = 93 + draw(5)
            all += [UInt8](repeating: UInt8(level), count: 120 + draw(600))
            if draw(12) == 0 { all += [UInt8](repeating: 0, count: 1 + draw(60)) }
            let depth = 3 + draw(13)
            let fall = 8 + draw(24)
            for step in 1...fall { all.append(UInt8(level - depth * step / fall)) }
            all += [UInt8](repeating: UInt8(level - depth), count: 1 + draw(20))
            for step in 1...10 { all.append(UInt8(level - depth + depth * step / 10)) }
        }
        all.removeLast(all.count - 7200)
        return all
    }

    /// An hour in which nothing is the matter.
    static var calmHour: [UInt8] { (0..<3600).map { UInt8(96 + $0 / 300 % 2) } }

    /// Five minutes of a pulse of 72 a minute on breaths of 15 a minute, 60 samples a second.
    static var wave: [UInt8] {
        (0..<18_000).map { sample in
            let phase = sample * 72 % 3600
            let beat = phase < 900 ? phase * 60 / 900 : max(0, 60 - (phase - 900) * 60 / 2200)
            let breath = sample % 240
            return UInt8(30 + beat + (breath < 120 ? breath / 12 : (240 - breath) / 12))
        }
    }
}
