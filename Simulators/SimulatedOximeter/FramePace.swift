/// When the next frame is due, counted from the start so that nothing drifts.
struct FramePace: Sendable {
    let framesPerSecond: Double
    private var start = ContinuousClock.now
    private var framesDone = 0.0

    init(framesPerSecond: Double) { self.framesPerSecond = framesPerSecond }

    /// How many frames are due now; counts them as done. After more than a second away (a suspended
    /// machine) the missing time is skipped, not made up for in one burst.
    mutating func framesDue() -> Int {
        let behind = (elapsedSeconds * framesPerSecond).rounded(.down) - framesDone
        guard behind <= framesPerSecond + 1 else {
            start = .now
            framesDone = 0
            return 1
        }
        framesDone += max(behind, 0)
        return Int(max(behind, 0))
    }

    /// How long until so many more frames are due, rounded up: a frame is never early.
    func milliseconds(untilFrames frames: Int) -> Int32 {
        let due = (framesDone + Double(frames)) / framesPerSecond
        return Int32(max(0, ((due - elapsedSeconds) * 1000).rounded(.up)))
    }

    private var elapsedSeconds: Double {
        let parts = start.duration(to: .now).components
        return Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
    }
}
