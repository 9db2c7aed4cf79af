public import Ledger
import Synchronization

/// What workers keep for themselves, in a file of its own: `vault` in the data directory.
///
/// The file is full of random bytes from the first start and never changes its size. A note lies in
/// `copies` slots that only its passphrase can find, and looks like the random bytes around it; so
/// the file says neither who wrote, nor how much, nor whether anyone ever did. The station holds no
/// key. Since nobody knows which slots are in use, a new note can fall on another's copy: that is why
/// there are several, in many more slots. Decision 0013 has the numbers.
///
/// Opening is answered from memory and touches no disk. Any thread may call it; saving blocks.
public final class Vault: Sendable {
    /// Slots in the file.
    public static let slots = 4096
    /// Slots a note is kept in.
    public static let copies = 4
    /// The first 16 bytes: what the file is, for `file` and for us.
    static let magic = Array("spotter vault 1\n".utf8)
    static let headerBytes = 32
    /// Bytes of the file, for ever.
    static let fileBytes = headerBytes + slots * SealedNote.bytes

    /// Where it is.
    public let path: String
    private let directory: String
    private let contents = Mutex<[UInt8]?>(nil)

    /// The vault of a data directory. Nothing is read before `prepare`.
    public init(directory: String) {
        self.directory = directory
        path = directory + "/vault"
    }

    /// Reads the file, or makes it when there is none; true when it can be used. Blocks.
    @discardableResult
    public func prepare() -> Bool {
        contents.withLock { contents in
            if contents != nil { return true }
            SystemFiles.remove(path + ".new")
            if SystemFiles.kind(of: path) == .missing {
                let fresh = Self.header + RandomBytes.make(Self.slots * SealedNote.bytes)
                guard SystemFiles.replaceTimeless(fresh, at: path, in: directory) else {
                    return false
                }
                contents = fresh
                return true
            }
            // What is no vault of ours is left alone: it may be one that a copy cut short.
            guard let found = SystemFiles.read(path, longest: Self.fileBytes),
                found.count == Self.fileBytes,
                Array(found.prefix(Self.headerBytes)) == Self.header
            else { return false }
            contents = found
            return true
        }
    }

    /// The note under a key; `nil` when there is none or the passphrase was another: nobody can tell
    /// which. Writes nothing.
    public func open(_ key: NoteKey) throws(VaultError) -> String? {
        guard let bytes = contents.withLock({ $0 }) else { throw .unavailable }
        for place in key.places {
            if let text = key.open(Array(bytes[Self.range(of: place)])) { return text }
        }
        return nil
    }

    /// Keeps a note in the place of the one under this key. On the disk when it returns.
    public func save(_ text: String, under key: NoteKey) throws(VaultError) {
        var slots: [[UInt8]] = []
        for _ in key.places {
            guard let slot = key.seal(text) else { throw .tooLong }
            slots.append(slot)
        }
        try replace(key.places, with: slots)
    }

    /// Puts random bytes where the note under this key was; false when nothing opens with it, and
    /// then nothing changes: another's note may lie there. On the disk when it returns.
    public func erase(_ key: NoteKey) throws(VaultError) -> Bool {
        guard try open(key) != nil else { return false }
        guard let bytes = contents.withLock({ $0 }) else { throw .unavailable }
        let places = key.places.filter { key.open(Array(bytes[Self.range(of: $0)])) != nil }
        try replace(places, with: places.map { _ in RandomBytes.make(SealedNote.bytes) })
        return true
    }

    /// Has the system forget when the file was last written; called every few seconds, whatever
    /// happens, so that the one time a program cannot choose tells nothing either.
    public func hideTimes() { SystemFiles.clearTimes(path) }

    private func replace(_ places: [Int], with slots: [[UInt8]]) throws(VaultError) {
        let failure: VaultError? = contents.withLock { contents in
            guard var bytes = contents else { return .unavailable }
            for (place, slot) in zip(places, slots) {
                bytes.replaceSubrange(Self.range(of: place), with: slot)
            }
            guard SystemFiles.replaceTimeless(bytes, at: path, in: directory) else {
                return .notWritten
            }
            contents = bytes
            return nil
        }
        if let failure { throw failure }
    }

    static func range(of place: Int) -> Range<Int> {
        let start = headerBytes + place * SealedNote.bytes
        return start..<start + SealedNote.bytes
    }

    /// What the file is and what a key costs, alike in every vault of this release.
    static var header: [UInt8] {
        let numbers = [UInt64(NoteKey.passes), UInt64(NoteKey.memoryBytes)]
        return magic
            + numbers.flatMap { number in
                stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
            }
    }
}

/// Why the vault did not do what was asked, as one sentence for people.
public enum VaultError: Error, Equatable, Sendable, CustomStringConvertible {
    case unavailable
    case notWritten
    case tooLong

    /// One plain sentence.
    public var description: String {
        switch self {
        case .unavailable: "The station's file for private notes is missing or damaged."
        case .notWritten: "The disk did not take it. Nothing was changed."
        case .tooLong: "That is longer than a note can be."
        }
    }
}
