import Drivers
import Link
import SignalCore

/// Takes what one seat's link finds: readings and states to the alert thread, waveform to the screens.
/// Runs on the port's thread.
struct SeatSink: LinkSink {
    let seat: Int
    let port: SeatPort
    let board: LiveBoard
    let alerts: AlertThread
    let readings: ReadingLog
    let heard: @Sendable (Family, SeatPort) -> Void

    func take(_ reading: Reading) {
        alerts.send(.reading(seat: seat, reading))
        readings.add(reading, seat: seat)
    }

    func take(_ state: LinkState, at now: BootTime) {
        alerts.send(.oximeter(seat: seat, port.tile(state, at: now)))
    }

    func claimed(_ family: Family, at now: BootTime) {
        port.family = family
        heard(family, port)
    }

    func take(pleth points: Span<UInt8>, at now: BootTime) {
        board.wave(seat: seat).write(points, at: now)
    }
}
