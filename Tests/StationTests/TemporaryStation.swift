import Alerts
import Foundation
import Ledger
import ResponseLog
import SignalCore
import Testing

@testable import Station

/// A data directory that goes away with the value.
final class TemporaryData: Sendable {
    let path = NSTemporaryDirectory() + "spotter-station-" + UUID().uuidString
    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// Opens a station without USB ports on a directory.
func openStation(
    _ data: TemporaryData, ports: [StationSettings.NamedPort] = [], startsWatches: Bool = true
) async throws -> Station {
    try await Station.open(
        StationSettings(
            dataDirectory: data.path, ports: ports, discovers: false,
            startsWatches: startsWatches))
}

/// Waits until something holds; fails the test after `seconds`.
func eventually(
    _ what: String, within seconds: Double = 10, _ holds: () async throws -> Bool
) async throws {
    let end = ContinuousClock.now.advanced(by: .milliseconds(Int64(seconds * 1000)))
    while ContinuousClock.now < end {
        if try await holds() { return }
        try await Task.sleep(for: .milliseconds(20))
    }
    Issue.record("\(what) did not come about within \(seconds) s")
}
