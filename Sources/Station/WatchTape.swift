import Ledger
import Link
import SignalCore
import Store
import Synchronization

/// Writes down the raw bytes of whoever is watched at one seat, in files of limited size.
///
/// Written to by the tapes' thread; asked for closed files by the station's beat. Trouble with a file
/// never disturbs the reading: recording rests until the next watch.
final class WatchTape: Sendable {
    /// A file that will not grow any more.
    struct Closed: Equatable, Sendable {
        var owner: Owner
        var name: String
    }

    /// Whose bytes they are.
    struct Owner: Equatable, Sendable {
        var watch: EntryID
        /// The watch's last response; `nil` when there was none.
        var incident: EntryID?
    }

    private struct Reel: Sendable {
        var owner: Owner
        var number: Int
        var bytesLeft: Int
        var failed = false
    }

    private struct State: ~Copyable {
        var reel: Reel?
        var file: RecordingWriter?
        var lookAgainAt = BootTime(nanoseconds: 0)
        var closed: [Closed] = []
    }

    private let shelf: RecordingShelf
    private let owner: @Sendable () -> Owner?
    private let fileBytes: Int
    private let state = Mutex(State())

    /// Whether a watch is open is asked this often, in milliseconds.
    private static let lookMilliseconds: Int64 = 250
    /// A quarter of an hour of a 60 Hz stream read frame by frame.
    static let usualFileBytes = 1 << 20

    /// Makes a tape for a seat; `owner` tells who is watched there now.
    init(
        shelf: RecordingShelf, fileBytes: Int = usualFileBytes,
        owner: @escaping @Sendable () -> Owner?
    ) {
        self.shelf = shelf
        self.fileBytes = fileBytes
        self.owner = owner
    }

    /// Takes the bytes of one read.
    func take(_ bytes: Span<UInt8>, at now: BootTime) {
        state.withLock { state in
            if now >= state.lookAgainAt {
                state.lookAgainAt = now.adding(milliseconds: Self.lookMilliseconds)
                turn(&state, to: owner())
            }
            guard let reel = state.reel, !reel.failed else { return }
            if reel.bytesLeft < bytes.count + RecordingWriter.headLength { next(&state) }
            write(bytes, at: now, &state)
        }
    }

    /// Ends the present file: the port went, the watch ended, or the station stops.
    func rest() { state.withLock { turn(&$0, to: nil) } }

    /// Hands over the files that were closed since the last call; none while one is being written, so
    /// that nobody waits for the disk here.
    func takeClosed() -> [Closed] {
        let closed = state.withLockIfAvailable { state in
            // A port that sends nothing any more must not keep an ended watch's file open.
            if let reel = state.reel, owner()?.watch != reel.owner.watch { turn(&state, to: nil) }
            let closed = state.closed
            state.closed = []
            return closed
        }
        return closed ?? []
    }

    private func turn(_ state: inout State, to owner: Owner?) {
        if let owner, state.reel?.owner.watch == owner.watch {
            state.reel?.owner = owner
            return
        }
        close(&state)
        state.reel = owner.map {
            Reel(owner: $0, number: shelf.lastNumber(of: $0.watch.text), bytesLeft: 0)
        }
    }

    private func next(_ state: inout State) {
        close(&state)
        guard var reel = state.reel else { return }
        reel.number += 1
        reel.bytesLeft = fileBytes
        do throws(ByteFileError) {
            state.file = try RecordingWriter(
                path: shelf.path(watch: reel.owner.watch.text, number: reel.number))
        } catch {
            reel.failed = true
        }
        state.reel = reel
    }

    private func write(_ bytes: Span<UInt8>, at now: BootTime, _ state: inout State) {
        guard state.file != nil else { return }
        state.reel?.bytesLeft -= bytes.count + RecordingWriter.headLength
        do throws(ByteFileError) {
            try state.file?.write(bytes, at: now)
        } catch {
            close(&state)
            state.reel?.failed = true
        }
    }

    private func close(_ state: inout State) {
        guard state.file != nil, let reel = state.reel else { return }
        state.file = nil
        let name = shelf.name(watch: reel.owner.watch.text, number: reel.number)
        state.closed.append(Closed(owner: reel.owner, name: name))
    }
}
