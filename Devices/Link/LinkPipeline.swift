import Drivers
import SerialPort
import SignalCore

/// Bytes in; readings, states and commands out: everything a link does except open, wait, read and
/// write.
///
/// Time is handed in, so tests run it on a virtual clock. While a claimed stream runs nothing here
/// allocates.
struct LinkPipeline: ~Copyable {
    /// The family whose stream is read.
    private struct Claimed {
        let family: Family
        let stallMilliseconds: Int64
        var pump: FamilyPump
    }

    private let plan: ListeningPlan
    private let sink: any LinkSink
    private let canReopen: Bool
    private var route: ListeningRoute
    private var ears = Identification([])
    private var claimed: Claimed?
    private var talks: [(family: Family, conversation: Conversation)] = []
    private var batch: SampleBatch
    private var periodMilliseconds: Int64
    private var lastFrameAt: BootTime
    private var roundEndsAt: BootTime
    private var isProlonged = false
    /// True while a stalled stream's port is listened to as it was opened.
    private var isOnTheSpot = false
    private var pause = ReopenPause()
    private var refusals = 0
    private var tickedAt: BootTime
    private var totals = LinkCounters()

    /// What the link is doing.
    private(set) var state = LinkState.searching
    /// True when the port should be closed and opened by `setting`.
    private(set) var wantsReopening = false
    /// True when the running second should end now: a family was just claimed, and what it says is
    /// shown at once.
    private(set) var wantsReading = false

    /// A stall lasts this many times as long as it takes to notice before the port is closed and
    /// opened again: some adapters (cp210x after "urb stopped") only come back that way.
    private static let stallsToReopen: Int64 = 4

    /// Begins with a port that is still to be opened. Without `canReopen` it is opened once, and only
    /// the first round is ever listened to.
    init(plan: ListeningPlan, sink: any LinkSink, canReopen: Bool = true, at now: BootTime) {
        self.plan = plan
        self.sink = sink
        self.canReopen = canReopen
        route = ListeningRoute(plan)
        let first = plan.rounds[0].listening[0].model
        periodMilliseconds = first.valuePeriodMilliseconds
        batch = SampleBatch(
            readings: ReadingMaker(valuePeriodMilliseconds: periodMilliseconds))
        lastFrameAt = now
        roundEndsAt = now
        tickedAt = now
        sink.take(state, at: now)
    }

    /// How the port is to be opened.
    var setting: PortSetting { route.round.setting }

    /// What was found so far.
    var counters: LinkCounters {
        var counters = totals
        if let claimed {
            counters.found(claimed.pump.counters, batch.skips)
        } else if let ear = ears.likeliest {
            counters.found(ear.pump.counters, ear.run.skips)
        }
        return counters
    }

    private mutating func become(_ next: LinkState, _ now: BootTime) {
        guard next != state else { return }
        state = next
        sink.take(next, at: now)
    }

    /// Ends a second: one reading, also when nothing came.
    mutating func second(at now: BootTime) {
        wantsReading = false
        sink.take(batch.second(at: now))
    }
}

/// Opening and closing.
extension LinkPipeline {
    /// The port was opened by `setting`: a round of listening begins.
    mutating func opened(at now: BootTime) {
        totals.openings += 1
        refusals = 0
        wantsReopening = false
        isOnTheSpot = false
        let round = route.round
        listen(for: round.listening, until: now.adding(milliseconds: route.milliseconds))
        talks = round.asked.compactMap { family in
            family.model.talk.map { (family, Conversation($0, at: now)) }
        }
        // What stopped goes on having stopped until frames come, however often it is opened.
        if state != .stalled { become(.identifying, now) }
    }

    private mutating func listen(for families: [Family], until end: BootTime) {
        claimed = nil
        ears = Identification(families, expected: totals.claimed ?? plan.expected)
        isProlonged = false
        roundEndsAt = canReopen ? end : BootTime(nanoseconds: .max)
    }

    /// The port was closed.
    mutating func closed() { settle() }

    /// What was heard so far is counted, and nothing more comes.
    private mutating func settle() {
        totals = counters
        totals.settle()
        batch.breakPulse()
        claimed = nil
        ears = Identification([])
    }

    /// The port could not be opened, or was lost; how long to wait before the next try, in
    /// milliseconds.
    mutating func failed(_ error: SerialPortError, at now: BootTime) -> Int64 {
        settle()
        if case .unsupported = error, refusals + 1 < route.count {
            // One setting that an adapter cannot do says nothing of the others.
            refusals += 1
            route.next()
            return 0
        }
        switch error {
        case .gone, .notFound: route.beginAnew()
        case .system, .unsupported: route.next()
        case .noPermission, .taken, .notASerialPort, .notAHidDevice, .otherDevice: break
        }
        refusals = 0
        batch.readings.deviceGone(at: now)
        become(LinkState(error, wasThere: totals.openings > 0), now)
        return pause.next()
    }

    /// A device appeared, perhaps this one: the likeliest round is tried at once.
    mutating func retry() {
        pause = ReopenPause()
        guard claimed == nil, canReopen, route.hasHome else { return }
        if !route.isHome { wantsReopening = true }
        route.beginAnew()
    }

    /// The machine slept. Adapters often do not survive that, so the port is opened anew at once.
    mutating func slept(milliseconds: Int64, at now: BootTime) {
        sink.slept(milliseconds: milliseconds, at: now)
        pause = ReopenPause()
        guard canReopen else { return }
        if claimed != nil { become(.stalled, now) }
        settle()
        route.beginAnew()
        wantsReopening = true
    }
}

/// Listening and reading.
extension LinkPipeline {
    /// Takes the bytes of one read.
    mutating func take(_ bytes: Span<UInt8>, at now: BootTime) {
        totals.bytesRead += UInt64(bytes.count)
        guard claimed != nil else {
            if let ear = ears.take(bytes, at: now) { claim(ear, at: now) }
            return
        }
        batch.begin(at: now)
        claimed?.pump.feed(bytes, into: &batch)
        guard batch.heardFrame else { return }
        lastFrameAt = now
        if batch.heardNumbers, !talks.isEmpty { talks[0].conversation.heardSample(at: now) }
        guard batch.plethCount > 0 else { return }
        sink.take(pleth: batch.pleth.span.extracting(0..<batch.plethCount), at: now)
    }

    private mutating func claim(_ ear: Identification.Ear, at now: BootTime) {
        let model = ear.family.model
        if model.valuePeriodMilliseconds != periodMilliseconds {
            periodMilliseconds = model.valuePeriodMilliseconds
            batch.readings = ReadingMaker(valuePeriodMilliseconds: periodMilliseconds)
        }
        claimed = Claimed(
            family: ear.family, stallMilliseconds: model.stallMilliseconds, pump: ear.pump)
        batch.claim(ear.family, skips: ear.run.skips)
        // The row that proves the family is worth its newest value, which may be the only one in 2 s.
        if let newest = ear.run.newest { batch.readings.take(newest.sample, at: newest.at) }
        converse(in: ear.family, at: now)
        lastFrameAt = now
        totals.claimed = ear.family
        route.claim(ear.family)
        pause = ReopenPause()
        sink.claimed(ear.family, at: now)
        become(.streaming, now)
        wantsReading = true
    }

    /// From now on only this family is spoken to, if it may be at all.
    private mutating func converse(in family: Family, at now: BootTime) {
        talks.removeAll { $0.family != family }
        if talks.isEmpty, plan.mayWrite(family), let talk = family.model.talk {
            talks.append((family, Conversation(talk, at: now)))
        }
        if !talks.isEmpty { talks[0].conversation.heardSample(at: now) }
    }

    /// When `tick` next has something to do besides the second. Always later than the last tick.
    var due: BootTime {
        var due =
            claimed.map { lastFrameAt.adding(milliseconds: $0.stallMilliseconds) } ?? roundEndsAt
        if claimed == nil, let settles = ears.settlesAt, settles > tickedAt {
            due = min(due, settles)
        }
        // What was due at the last tick is being held back.
        for talk in talks where talk.conversation.due > tickedAt {
            due = min(due, talk.conversation.due)
        }
        return due
    }

    /// A command to write now, if one is due: ask again until there is none. Notes a stream that has
    /// gone quiet, and the end of a round.
    mutating func tick(at now: BootTime) -> [UInt8]? {
        tickedAt = now
        if let stream = claimed {
            if now >= lastFrameAt.adding(milliseconds: stream.stallMilliseconds) {
                stall(stream.stallMilliseconds, at: now)
            }
        } else if let ear = ears.settled(at: now) {
            claim(ear, at: now)
        } else if now >= roundEndsAt {
            endRound(at: now)
        }
        guard !wantsReopening, let command = command(at: now) else { return nil }
        totals.commandsSent += 1
        return command
    }

    private mutating func command(at now: BootTime) -> [UInt8]? {
        for place in talks.indices where now >= talks[place].conversation.due {
            // Not while it may be another family's device that is being heard.
            if claimed == nil && ears.hearsOther(than: talks[place].family, at: now) { continue }
            if let command = talks[place].conversation.next(at: now) { return command }
        }
        return nil
    }

    /// The stream stopped: its family is listened for where it was, with those that share its line.
    private mutating func stall(_ stallMilliseconds: Int64, at now: BootTime) {
        settle()
        totals.stalls += 1
        isOnTheSpot = true
        listen(
            for: route.round.listening,
            until: lastFrameAt.adding(milliseconds: stallMilliseconds * Self.stallsToReopen))
        become(.stalled, now)
    }

    private mutating func endRound(at now: BootTime) {
        guard canReopen else { return }
        if !isProlonged && ears.isPromising(at: now) {
            isProlonged = true
            roundEndsAt = now.adding(milliseconds: route.round.milliseconds)
            return
        }
        // After a stall on the spot the same setting is first of all opened anew.
        if !isOnTheSpot { route.next() }
        wantsReopening = true
    }
}
