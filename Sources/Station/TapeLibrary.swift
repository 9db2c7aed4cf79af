import Ledger
import ResponseLog
import Store

/// What becomes of closed tapes: each is an entry with its SHA-256, those of a response are marked on
/// the disk and stay, and of the others the oldest go when all together take up too much.
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
        let drafts = closed.flatMap(marked).compactMap(draft)
        shelf.prune(toBytes: Self.capBytes)
        return drafts
    }

    /// The tape itself; and when there is a response, every tape of that watch which was not yet
    /// marked, for the minutes before a response began are part of it. Each by its name from now on.
    private func marked(_ tape: WatchTape.Closed) -> [WatchTape.Closed] {
        guard tape.owner.incident != nil else { return [tape] }
        return shelf.names(of: tape.owner.watch.text).compactMap { name in
            let kept = shelf.keepForIncident(name)
            guard kept != name || name == tape.name else { return nil }
            return WatchTape.Closed(owner: tape.owner, name: kept)
        }
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
