import Ledger

extension EntryDraft {
    /// A dose is 200 bytes and a long note a few thousand.
    static let longestPayload = 256 * 1_024
    private static let longestName = 200

    /// Refuses what could never be stored, while the caller can still be told.
    func check() throws(StoreError) {
        for name in [stream, kind] {
            let plain = name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
            guard !name.isEmpty, name.utf8.count <= Self.longestName, plain else {
                throw .refused("its stream or kind is empty, too long or has control characters")
            }
        }
        guard try sealedLength() <= Self.longestPayload else {
            throw .refused("its payload is longer than \(Self.longestPayload) bytes")
        }
    }

    private func sealedLength() throws(StoreError) -> Int {
        do throws(CanonicalError) {
            let entry = try seal(index: 0, salt: Self.anySalt, stamp: Self.anyStamp)
            return entry.payloadBytes?.count ?? 0
        } catch {
            throw .refused(error.description)
        }
    }

    private static let anySalt = [UInt8](repeating: 0, count: StoredEntry.saltLength)
    private static let anyStamp = LogStamp(
        recordedUnixMilliseconds: 0, boottimeMilliseconds: 0, boot: "", utcOffsetMinutes: 0,
        clockSource: "")
}
