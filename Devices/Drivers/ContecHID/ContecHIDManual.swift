/// Messages of the manual mode: an absolute value, then steps. Each stands for itself and holds
/// 27 seconds, so a lost one moves nothing.
enum ContecHIDManual {
    /// One absolute value and thirteen bytes of two seconds.
    static let secondsAMessage = 27
    private static let dataStart = 5
    private static let dataEnd = 19

    /// A message's number, from 0.
    static func sequence(_ frame: Span<UInt8>) -> Int {
        Int(frame[1] & 0x7F) | Int(frame[2] & 0x7F) << 7
    }

    /// The seconds of a message, oldest first; of a record of `announced` seconds none past its
    /// end.
    static func seconds(_ frame: Span<UInt8>, announced: UInt32?) -> ContecHIDSeconds {
        var seconds = ContecHIDSeconds(
            isOxygen: frame[0] == ContecHIDMessage.storedManualOxygen)
        let before = sequence(frame) * secondsAMessage
        let most = announced.map { max(0, Int($0) - before) } ?? secondsAMessage
        var value = Value()
        for place in dataStart..<dataEnd {
            let isFlagged = flag(frame, place - dataStart)
            if place == dataStart {
                value.begin(frame[place], isFlagged)
                seconds.add(value.now)
            } else {
                value.step(frame[place], isFlagged, &seconds)
            }
        }
        seconds.count = min(seconds.count, most)
        return seconds
    }

    private static func flag(_ frame: Span<UInt8>, _ place: Int) -> Bool {
        place < 7 ? frame[3] >> UInt8(place) & 1 == 1 : frame[4] >> UInt8(place - 7) & 1 == 1
    }

    /// The value that steps go on from.
    private struct Value {
        /// `nil` after an absolute value that is none: steps from there mean nothing.
        private var known: Int?

        /// What a second now holds; 0 is no value.
        var now: Int { known ?? 0 }

        mutating func begin(_ byte: UInt8, _ isFlagged: Bool) {
            let value = Int(byte & 0x7F) + (isFlagged ? 128 : 0)
            // 7F with its flag is an artifact; without it, it is a pulse of 127.
            known = value == 0 || value == 0xFF ? nil : value
        }

        mutating func step(_ byte: UInt8, _ isFlagged: Bool, _ seconds: inout ContecHIDSeconds) {
            // Twice an artifact. The value before it still stands for the steps after it.
            if byte == 0x7F && isFlagged {
                seconds.add(0)
                seconds.add(0)
                return
            }
            let high = Int(byte >> 4 & 0x07)
            move(isFlagged ? -high : high)
            seconds.add(now)
            let low = Int(byte & 0x0F)
            guard low != 0x0F else {
                seconds.add(0)
                return
            }
            move(low & 0x08 == 0 ? low : -(low & 0x07))
            seconds.add(now)
        }

        private mutating func move(_ by: Int) {
            if let value = known { known = value + by }
        }
    }
}
