import Alerts
import Foundation

/// Limits in a file, for what-if: a JSON object of the numbers that differ from Spotter's own, by
/// their keys in the ledger, such as `{"lowPercent": 88, "oxygenLowDelayMilliseconds": 10000}`.
enum LimitsFile {
    static func read(_ path: String) throws -> Limits {
        let text = try TextFile.read(path)
        let numbers: [String: Int]
        do {
            numbers = try JSONDecoder().decode([String: Int].self, from: Data(text.utf8))
        } catch {
            throw Refusal(
                "\(path) is no JSON object of whole numbers such as {\"lowPercent\": 88}.")
        }
        var changes: [LimitField: Int] = [:]
        for (key, value) in numbers {
            guard let field = LimitField(key: key) else {
                let known = LimitField.allCases.map(\.key).joined(separator: ", ")
                throw Refusal("\(path): \"\(key)\" is no limit; there are \(known).")
            }
            changes[field] = value
        }
        do throws(LimitsError) {
            return try Limits.spotterDefaults.changing(
                changes, version: Limits.spotterDefaults.version + 1, author: "what-if")
        } catch {
            throw Refusal("\(path): \(error)")
        }
    }
}
