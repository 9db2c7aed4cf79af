/// A live frame taken apart by bit positions of the vendor's table, for these tests alone.
struct ReadFrame: Equatable {
    let strength: Int
    let isTooLong: Bool
    let isDropping: Bool
    let isBeep: Bool
    let isProbeError: Bool
    let pleth: Int
    let isSearching: Bool
    let bar: Int
    let pulse: Int
    let spo2: Int

    init(_ bytes: some Collection<UInt8>) {
        let frame = Array(bytes).map(Int.init)
        let top = frame[1]
        strength = frame[2] % 16
        isTooLong = frame[2] / 16 % 2 == 1
        isDropping = frame[2] / 32 % 2 == 1
        isBeep = frame[2] / 64 % 2 == 1
        isProbeError = top % 2 == 1
        pleth = frame[3] - 128
        isSearching = top / 2 % 2 == 1
        bar = frame[4] % 16
        pulse = frame[5] - 128 + top / 8 % 2 * 128
        spo2 = frame[6] - 128 + top / 16 % 2 * 128
    }

    /// The frames of an undamaged stream.
    static func all(_ bytes: [UInt8]) -> [ReadFrame] {
        stride(from: 0, to: bytes.count - 8, by: 9).map { ReadFrame(bytes[$0..<($0 + 9)]) }
    }

    var hasValue: Bool { !isProbeError && !isSearching }
}
