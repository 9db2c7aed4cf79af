/// One quantity of a record in one try. After a message that is missing it takes no more: it is
/// never complete, and the silence after it says so.
struct ContecHIDStream: Sendable {
    private(set) var values: [UInt8] = []
    private let isAuto: Bool
    private let length: Int
    private var auto: ContecHIDAuto
    private var next = 0
    private var isBroken = false

    init(isOxygen: Bool, isAuto: Bool, length: Int) {
        self.isAuto = isAuto
        self.length = length
        auto = ContecHIDAuto(isOxygen: isOxygen, announced: UInt32(clamping: length))
        values.reserveCapacity(length)
    }

    var isComplete: Bool { !isBroken && values.count >= length }

    mutating func take(_ frame: [UInt8], sequence: Int) {
        guard !isBroken, sequence == next else {
            isBroken = true
            return
        }
        next += 1
        let seconds =
            isAuto
            ? auto.seconds(frame.span)
            : ContecHIDManual.seconds(frame.span, announced: UInt32(clamping: length))
        for place in 0..<seconds.count { values.append(seconds[place] ?? 0) }
    }
}
