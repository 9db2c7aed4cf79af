import SignalCore

/// The download of a Contec HID device. All headings are asked for before any data. Data comes one
/// quantity of a record at a time; a message that is missing cannot be asked for alone, so its
/// record is asked for again from its start.
///
/// ```
/// stop, stop live ─▶ 9F ─▶ auto: 9C until the last, each record: 9D oxygen, 9D pulse ─▶ over
///                     └──▶ manual: A0, A3 oxygen, A2 pulse ─▶ over
/// ```
struct ContecHIDDownload: DownloadScript {
    private enum Step {
        case stop
        case stopLive
        case records
        case autoList
        case manualRecord
        case data(quantity: UInt8)
    }

    var question: Question
    var tally: DownloadTally
    private var pump = FramePump(WholeFrames(ContecHIDDecoder()))
    private var step = Step.stop
    private var listing = ContecHIDListing()
    private var isAuto = true
    private var stream: ContecHIDStream?
    private var oxygen: [UInt8] = []
    private var triesLeft = 0
    private var longest = 0
    private var heardData = false

    init(_ tally: DownloadTally, at now: BootTime) {
        self.tally = tally
        question = Question(at: now)
        go(.stop, ContecHIDCommand.stopEverything, at: now)
    }

    mutating func cut(_ bytes: Span<UInt8>) -> [HeardFrames.Item] {
        var heard = HeardFrames()
        pump.feed(bytes, into: &heard)
        return heard.items
    }

    private mutating func go(_ next: Step, _ command: [UInt8], tries: Int = 3, at now: BootTime) {
        step = next
        question.ask(command, tries: tries, at: now)
    }
}

// Asking what there is.
extension ContecHIDDownload {
    mutating func hear(_ frame: [UInt8], at now: BootTime) {
        guard let answer = ContecHIDAnswer(frame) else { return }
        switch (step, answer) {
        case (.stop, .stopped), (.stopLive, .stopped): goOn(at: now)
        case (.records, .records(let arePresent, let areAuto)):
            guard arePresent else { return tally.end() }
            isAuto = areAuto
            if areAuto {
                go(.autoList, ContecHIDCommand.askAutoRecord, at: now)
            } else {
                go(.manualRecord, ContecHIDCommand.askManualRecord, at: now)
            }
        case (.autoList, .autoRecord(let record, let isLast)):
            if listing.take(record, isLast: isLast) { return list(at: now) }
            go(.autoList, ContecHIDCommand.askAutoRecord, at: now)
        case (.manualRecord, .manualRecord(let record)):
            if record.seconds > 0 { tally.find(record.session(hostDate: tally.hostDate)) }
            fetchFirst(at: now)
        case (.data(let asked), .autoData(let quantity, let sequence))
        where isAuto && quantity == asked:
            take(frame, sequence: sequence, at: now)
        case (.data(let asked), .manualData(let quantity, let sequence))
        where !isAuto && quantity == asked:
            take(frame, sequence: sequence, at: now)
        default: break
        }
    }

    private mutating func goOn(at now: BootTime) {
        switch step {
        case .stop: go(.stopLive, ContecHIDCommand.stopLive, tries: 2, at: now)
        case .stopLive: go(.records, ContecHIDCommand.askRecords, at: now)
        default: break
        }
    }

    mutating func hearNothing(at now: BootTime) {
        switch step {
        // A device that was not streaming may have nothing to say to these.
        case .stop, .stopLive: goOn(at: now)
        // What was listed before it fell silent can still be had.
        case .autoList where !listing.records.isEmpty: list(at: now)
        case .records, .manualRecord, .autoList: tally.stop(.noAnswer)
        case .data: breakOff(at: now)
        }
    }

    /// A message whose sum is wrong leaves a hole in the numbers, which tells more than this does.
    mutating func hearDamage(at now: BootTime) {}

    private mutating func list(at now: BootTime) {
        for (place, record) in listing.records.enumerated() {
            guard let record else {
                let index = UInt8(clamping: place + 1)
                tally.failListing(Self.unknown(index), .noAnswer)
                continue
            }
            if record.seconds > 0 { tally.find(record.session(hostDate: tally.hostDate)) }
        }
        fetchFirst(at: now)
    }

    private static func unknown(_ index: UInt8) -> StoredSession {
        StoredSession(
            identity: .init(family: .contecHID, user: 0, segment: index, start: nil, seconds: 0),
            start: .none, userName: "")
    }
}

// Fetching.
extension ContecHIDDownload {
    private mutating func fetchFirst(at now: BootTime) {
        tally.isFetching = true
        fetchNext(at: now)
    }

    private mutating func fetchNext(at now: BootTime) {
        guard tally.current != nil else { return tally.end() }
        oxygen = []
        fetch(ContecHIDRecord.oxygen, at: now)
    }

    private mutating func fetch(_ quantity: UInt8, at now: BootTime) {
        triesLeft = Question.mostTries
        longest = 0
        heardData = false
        askData(quantity, at: now)
    }

    private mutating func askData(_ quantity: UInt8, at now: BootTime) {
        guard let identity = tally.current?.identity else { return }
        triesLeft -= 1
        stream = ContecHIDStream(
            isOxygen: quantity == ContecHIDRecord.oxygen, isAuto: isAuto, length: identity.seconds)
        let command =
            isAuto
            ? ContecHIDCommand.askAuto(quantity, record: identity.segment)
            : ContecHIDCommand.askManual(quantity)
        go(.data(quantity: quantity), command, tries: 1, at: now)
    }

    private mutating func take(_ frame: [UInt8], sequence: Int, at now: BootTime) {
        question.hear(at: now)
        heardData = true
        stream?.take(frame, sequence: sequence)
        guard let stream else { return }
        // Both quantities are half of the work.
        tally.seconds = (oxygen.count + stream.values.count) / 2
        guard stream.isComplete, let session = tally.current else { return }
        guard oxygen.isEmpty else {
            tally.finishCurrent(zip(oxygen, stream.values).map(Self.second))
            return fetchNext(at: now)
        }
        oxygen = stream.values
        tally.seconds = session.identity.seconds / 2
        fetch(ContecHIDRecord.pulse, at: now)
    }

    private static func second(_ oxygen: UInt8, _ pulse: UInt8) -> StoredSecond {
        StoredSecond(
            spo2Percent: oxygen == 0 ? nil : oxygen, pulseBpm: pulse == 0 ? nil : UInt16(pulse))
    }

    /// The stream ended without all its seconds, or with a hole.
    private mutating func breakOff(at now: BootTime) {
        guard case .data(let quantity) = step else { return }
        longest = max(longest, stream?.values.count ?? 0)
        if triesLeft > 0 { return askData(quantity, at: now) }
        // Nothing at all in three tries: the device itself gives nothing, for any record.
        guard heardData else { return tally.stop(.noAnswer) }
        tally.failCurrent(.brokeOff(seconds: longest))
        fetchNext(at: now)
    }
}
