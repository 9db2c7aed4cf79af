import Ledger
import ResponseLog
import Store

/// What becomes of closed tapes: each is an entry with its SHA-256, those of a response are marked on
/// the disk, and the oldest go when all together take up too much.
struct TapeLibrary {
    let shelf: RecordingShelf

    /// All recordings of a station together, in bytes. Own choice: some 200 hours of one 60 Hz seat,
    /// and little beside the smallest disk a station runs on.
    static let capBytes: Int64 = 1 << 30
    /// No tape is longer; a longer file is not ours.
    private static let longestBytes = 64 << 20

    /// Entries for tapes that were closed. Reads each once, to take its digest.
    func drafts(for closed: [WatchTape.Closed]) -> [EntryDraft] {
        guard !closed.isEmpty else { return [] }
        let drafts = closed.compactMap(draft)
        for tape in closed where tape.owner.incident != nil {
            for name in shelf.names(of: tape.owner.watch.text) { _ = shelf.keepForIncident(name) }
        }
        shelf.prune(toBytes: Self.capBytes)
        return drafts
    }

    private func draft(_ tape: WatchTape.Closed) -> EntryDraft? {
        guard let bytes = shelf.bytes(of: tape.name, longest: Self.longestBytes) else { return nil }
        return EntryDraft(
            .recordingKept(
                KeptRecording(
                    watch: tape.owner.watch, incident: tape.owner.incident, name: tape.name,
                    byteCount: Int64(bytes.count), sha256: SHA256.digest(bytes).hex)),
            occurred: nil, by: nil)
    }
}
