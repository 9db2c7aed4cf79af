import Drivers

/// Says how a download goes: sessions to standard output, progress to standard error.
struct DownloadReport {
    let jsonl: Bool
    private var shown = 0
    private var lastTenth = -1

    init(jsonl: Bool) { self.jsonl = jsonl }

    /// Names the sessions that were not named yet.
    mutating func show(_ found: [StoredSession]) {
        for session in found.dropFirst(shown) {
            let key = session.identity
            if jsonl {
                print(row("session", session, []))
            } else {
                print(
                    "user \(key.user) session \(key.segment): \(key.seconds) s, began "
                        + DownloadArchive.startWords(session.start))
            }
        }
        shown = max(shown, found.count)
        flushOutput()
    }

    /// Progress, ten times a session.
    mutating func show(_ progress: DownloadProgress?) {
        guard let progress, progress.announcedSeconds > 0 else { return }
        let tenth = progress.session * 11 + progress.seconds * 10 / progress.announcedSeconds
        guard tenth != lastTenth else { return }
        lastTenth = tenth
        printProgress(
            "session \(progress.session) of \(progress.sessions): \(progress.seconds) of "
                + "\(progress.announcedSeconds) s")
    }

    func kept(_ download: DownloadedSession, in path: String) {
        print(jsonl ? row("kept", download.session, [("path", .text(path))]) : path)
        flushOutput()
    }

    func end(_ outcome: DownloadOutcome?) {
        guard let outcome else { return }
        if outcome.ending == .nothingStored { printProgress("the device has nothing stored.") }
        if !outcome.held.isEmpty {
            printProgress("\(outcome.held.count) in the archive already, not fetched again.")
        }
    }

    func deleted(_ outcome: StoredDeletion.Outcome) throws {
        switch outcome {
        case .deleted: printProgress("deleted on the device.")
        case .refused(let reason):
            throw Refusal(
                "the device refused to delete (its reason \(reason)); it is in the archive.")
        case .unknown:
            throw Refusal(
                "the device did not say whether it deleted; list its sessions to see.")
        }
    }

    /// What is missing and what to do, in one sentence.
    static func sentence(_ outcome: DownloadOutcome, port: String) -> String {
        let missing = outcome.failed.count
        let why: DownloadFault? =
            if case .stopped(let fault) = outcome.ending { fault } else {
                outcome.failed.first?.why
            }
        let words =
            switch why {
            case .recording: "the device is recording; stop that on the device and run it again."
            case .noAnswer: "the device does not answer; is it switched on, and the right family?"
            case .refused(let reason): "the device refused (its reason \(reason)); is it recording?"
            case .brokeOff: "the transfer broke off each time; try another cable and run it again."
            case .deviceLeft: "the device switched off; switch it on and run it again."
            case nil: "something is missing; run it again."
            }
        return "\(port): "
            + (missing > 0
                ? "\(missing) session\(missing == 1 ? "" : "s") did not come over: " : "")
            + words
    }

    private func row(
        _ type: String, _ session: StoredSession, _ more: [(String, JSONText.Value)]
    ) -> String {
        let key = session.identity
        let doubt =
            switch session.start {
            case .none: "none"
            case .unlikely: "unlikely"
            case .unverified: "unverified"
            }
        return JSONText.object(
            [
                ("type", .text(type)), ("family", .text(key.family.rawValue)),
                ("user", .integer(Int64(key.user))), ("session", .integer(Int64(key.segment))),
                ("seconds", .integer(Int64(key.seconds))),
                ("deviceStart", .optional(session.start.text)), ("clock", .text(doubt)),
            ] + more)
    }
}
