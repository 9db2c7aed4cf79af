import SignalCore

/// The download of a Contec V7. It asks in the order of the vendor's program: everything about
/// every session before any data, and nothing else while data comes.
///
/// ```
/// A7 A2 AC AD ─▶ each user: A3 AB, each segment: A4 A5 ─▶ each session: AF A7 A2 A6 ─▶ over
///                                       broken off: A7 A6 again, three tries in all
/// ```
struct ContecV7Download: DownloadScript {
    private enum Step {
        case stopDownload
        case stopLive
        case perfusion
        case users
        case segments
        case user
        case length
        case start
        /// AF; nothing answers it.
        case keepAlive
        case clearDownload
        case clearLive
        /// Packets of an earlier download may still come after the 0C that ends it. Data does not say
        /// whose it is, so it has to be quiet before data is asked for.
        case quiet
        case data
        /// A7 between two tries.
        case again
    }

    private static let done: UInt8 = 0
    private static let recording: UInt8 = 3
    private static let gapMilliseconds: Int64 = 60
    private static let quietMilliseconds: Int64 = 100
    /// A device that goes on sending for so long after A7 is told again, three times in all.
    private static let longestUnrestMilliseconds: Int64 = 2000

    var question: Question
    var tally: DownloadTally
    private var pump = FramePump(WholeFrames(ContecV7Decoder()))
    private var step = Step.stopDownload
    private var listing = ContecV7Listing()
    private var heardAnything = false
    /// Bytes of stored data to a second: 4 with a perfusion index, 2 without.
    private var bytesEach = 2
    /// Announced bytes of each session that was listed.
    private var lengths: [StoredSession.Identity: Int] = [:]
    private var stream = ContecV7Stream()
    private var triesLeft = 0
    private var longest = 0
    private var unrestEndsAt = BootTime(nanoseconds: 0)
    private var timesUnrestful = 0

    init(_ tally: DownloadTally, at now: BootTime) {
        self.tally = tally
        question = Question(at: now)
        go(.stopDownload, ContecV7Command.stopDownload, at: now)
    }

    mutating func cut(_ bytes: Span<UInt8>) -> [HeardFrames.Item] {
        var heard = HeardFrames()
        pump.feed(bytes, into: &heard)
        return heard.items
    }

    mutating func hear(_ frame: [UInt8], at now: BootTime) {
        guard let answer = ContecV7Answer(frame) else { return }
        heardAnything = true
        switch answer {
        case .goodbye(let reason): tally.stop(.deviceLeft(reason: reason))
        case .feedback(let command, let reason): refuse(command, reason, at: now)
        default: answered(answer, at: now)
        }
    }

    private mutating func go(_ next: Step, _ command: [UInt8], tries: Int = 3, at now: BootTime) {
        step = next
        question.ask(command, tries: tries, at: now)
    }
}

// Asking what there is.
extension ContecV7Download {
    private mutating func answered(_ answer: ContecV7Answer, at now: BootTime) {
        let entry = listing.entry
        switch (step, answer) {
        case (.stopDownload, .free), (.stopLive, .free), (.clearDownload, .free),
            (.clearLive, .free), (.again, .free):
            goOn(at: now)
        case (.perfusion, .perfusionSupport(let isSupported)):
            bytesEach = isSupported ? 4 : 2
            goOn(at: now)
        case (.users, .userCount(let count)):
            listing.users = max(1, count)
            goOn(at: now)
        case (.segments, .segmentCount(entry.user, let count)):
            listing.segments = count
            goOn(at: now)
        case (.user, .user(let name)):
            listing.entry.userName = name
            goOn(at: now)
        case (.length, .length(entry.user, entry.segment, let bytes)):
            listing.entry.bytes = bytes
            goOn(at: now)
        case (.start, .date(entry.user, entry.segment, let year, let month, let day)):
            listing.entry.date = (year, month, day)
            if listing.entry.time != nil { goOn(at: now) }
        case (.start, .time(entry.user, entry.segment, let hour, let minute, let second)):
            listing.entry.time = (hour, minute, second)
            if listing.entry.date != nil { goOn(at: now) }
        case (.quiet, .seconds): stayQuiet(at: now)
        case (.data, .seconds(let seconds, let bytesEach)):
            take(seconds, bytesEach: bytesEach, at: now)
        default: break
        }
    }

    /// The step is done, or nothing can be done about it: the next one.
    private mutating func goOn(at now: BootTime) {
        let entry = listing.entry
        switch step {
        case .stopDownload: go(.stopLive, ContecV7Command.stopLive, at: now)
        case .stopLive: go(.perfusion, ContecV7Command.askPerfusion, at: now)
        case .perfusion: go(.users, ContecV7Command.askUserCount, at: now)
        case .users: askSegments(at: now)
        case .segments:
            guard listing.segments > 0 else { return nextUser(at: now) }
            go(.user, ContecV7Command.askUser(entry.user), at: now)
        case .user: askLength(at: now)
        case .length:
            // Nothing in it: nothing to list.
            guard entry.bytes > 0 else { return nextSegment(at: now) }
            go(
                .start, ContecV7Command.askStart(user: entry.user, segment: entry.segment), at: now)
        case .start: list(at: now)
        case .keepAlive: go(.clearDownload, ContecV7Command.stopDownload, at: now)
        case .clearDownload: go(.clearLive, ContecV7Command.stopLive, at: now)
        case .clearLive, .again:
            step = .quiet
            unrestEndsAt = now.adding(milliseconds: Self.longestUnrestMilliseconds)
            question.rest(milliseconds: Self.quietMilliseconds, at: now)
        case .quiet:
            timesUnrestful = 0
            askData(at: now)
        case .data: break
        }
    }

    /// Packets still come although the device said that it stopped.
    private mutating func stayQuiet(at now: BootTime) {
        if now < unrestEndsAt {
            return question.rest(milliseconds: Self.quietMilliseconds, at: now)
        }
        timesUnrestful += 1
        if timesUnrestful < Question.mostTries {
            return go(.again, ContecV7Command.stopDownload, at: now)
        }
        timesUnrestful = 0
        tally.failCurrent(.noAnswer)
        fetchNext(at: now)
    }

    private mutating func askSegments(at now: BootTime) {
        go(.segments, ContecV7Command.askSegmentCount(user: listing.entry.user), at: now)
    }

    private mutating func askLength(at now: BootTime) {
        let entry = listing.entry
        go(.length, ContecV7Command.askLength(user: entry.user, segment: entry.segment), at: now)
    }

    private mutating func list(at now: BootTime) {
        let session = listing.entry.session(bytesEach: bytesEach, hostDate: tally.hostDate)
        lengths[session.identity] = listing.entry.bytes
        tally.find(session)
        nextSegment(at: now)
    }

    private mutating func nextSegment(at now: BootTime) {
        if listing.goToNextSegment() { askLength(at: now) } else { nextUser(at: now) }
    }

    private mutating func nextUser(at now: BootTime) {
        if listing.goToNextUser() { return askSegments(at: now) }
        tally.isFetching = true
        fetchNext(at: now)
    }

    /// No answer in three tries, or "unsupported". A device that does not count has one user with
    /// one session, as readers that ask for neither take for granted.
    mutating func hearNothing(at now: BootTime) {
        switch step {
        case .perfusion where !heardAnything: tally.stop(.noAnswer)
        case .segments:
            listing.segments = 1
            goOn(at: now)
        case .length: failListing(.noAnswer, at: now)
        case .data: breakOff(at: now)
        default: goOn(at: now)
        }
    }

    private mutating func failListing(_ why: DownloadFault, at now: BootTime) {
        tally.failListing(
            listing.entry.session(bytesEach: bytesEach, hostDate: tally.hostDate), why)
        nextSegment(at: now)
    }

    private mutating func refuse(_ command: UInt8, _ reason: UInt8, at now: BootTime) {
        guard question.command.count > 2, command == question.command[2], reason != Self.done
        else { return }
        if reason == Self.recording { return tally.stop(.recording) }
        switch step {
        case .length: failListing(.refused(reason: reason), at: now)
        case .data:
            tally.failCurrent(.refused(reason: reason))
            fetchNext(at: now)
        default: hearNothing(at: now)
        }
    }
}

// Fetching.
extension ContecV7Download {
    private mutating func fetchNext(at now: BootTime) {
        guard tally.current != nil else { return tally.end() }
        triesLeft = Question.mostTries
        longest = 0
        step = .keepAlive
        question.tell(
            ContecV7Command.keepAlive, gapMilliseconds: Self.gapMilliseconds, at: now)
    }

    private mutating func askData(at now: BootTime) {
        guard let identity = tally.current?.identity else { return }
        triesLeft -= 1
        stream = ContecV7Stream()
        tally.seconds = 0
        go(
            .data,
            ContecV7Command.download(user: identity.user, segment: identity.segment), tries: 1,
            at: now)
    }

    private mutating func take(_ seconds: [StoredSecond], bytesEach: Int, at now: BootTime) {
        guard let identity = tally.current?.identity else { return }
        question.hear(at: now)
        let bytes = lengths[identity] ?? 0
        guard stream.take(seconds, bytesEach: bytesEach) else { return breakOff(at: now) }
        tally.announcedSeconds = bytes / bytesEach
        tally.seconds = stream.seconds.count
        guard stream.bytes >= bytes else { return }
        tally.finishCurrent(Array(stream.seconds.prefix(bytes / bytesEach)))
        fetchNext(at: now)
    }

    /// Bytes that are no packet. Without a checksum, a packet beside them may be wrong too.
    mutating func hearDamage(at now: BootTime) {
        if case .data = step, stream.bytes > 0 { breakOff(at: now) }
    }

    /// The stream ended early or cannot be trusted.
    private mutating func breakOff(at now: BootTime) {
        longest = max(longest, stream.seconds.count)
        if triesLeft > 0 { return go(.again, ContecV7Command.stopDownload, at: now) }
        // Nothing at all in three tries: the device itself gives nothing, for any session.
        guard longest > 0 else { return tally.stop(.noAnswer) }
        tally.failCurrent(.brokeOff(seconds: longest))
        fetchNext(at: now)
    }
}
