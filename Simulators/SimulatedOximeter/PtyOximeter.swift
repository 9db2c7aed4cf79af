import SimulatedPatient
import Synchronization
import Threads

/// Drives one oximeter on one person through a pseudo-terminal in real time. Lives on its own thread.
struct PtyOximeter<Oximeter: EmulatedOximeter> {
    /// A program that reads nothing for so long loses frames, as on a real port without a reader.
    private static var unreadSeconds: Double { 2 }

    private var pty: Pty?
    private var unit: OximeterOnPerson<Oximeter>
    private var pace: FramePace
    private var tail: [UInt8] = []
    private var hasCommands = false
    private var droppedFrames: UInt64 = 0
    private var name: PortName
    private var lastPath: String
    private let exchange: SeatExchange

    init(
        unit: OximeterOnPerson<Oximeter>, pty: Pty, speed: Double, link: String?,
        exchange: SeatExchange
    ) {
        self.unit = unit
        self.pty = pty
        self.exchange = exchange
        lastPath = pty.path
        name = PortName(firstLink: link)
        pace = FramePace(framesPerSecond: unit.framesPerSecond * speed)
    }

    /// Runs until told to stop, then closes the port and removes the link.
    mutating func run() {
        while true {
            let orders = exchange.takeOrders()
            for event in orders.events { unit.happen(event) }
            if orders.isStopped { break }
            // Asked anew each time: a stale speed would let true bytes through at a wrong one.
            unit.readerBaud = pty?.readerBaud
            for _ in 0..<pace.framesDue() {
                let frame = unit.nextFrame()
                followCable()
                send(frame: frame)
            }
            answerCommands()
            publish()
            rest()
        }
        unplug()
    }

    /// Pulls the cable or puts it back as the faults say.
    private mutating func followCable() {
        switch (pty, unit.cable) {
        case (.some, .pulled): unplug()
        // A system without a free pseudo-terminal is asked again at the next frame.
        case (nil, .plugged(let renames)): try? plug(renames: renames)
        default: break
        }
    }

    private mutating func plug(renames: Int) throws(SeatError) {
        var fresh = try Pty()
        if renames != name.renames, fresh.path == lastPath {
            // The old number is free again: it is held until another one is found.
            let old = fresh
            fresh = try Pty()
            old.hangUp()
        }
        let next = PortName(firstLink: name.firstLink, renames: renames)
        if let link = next.link { try PortLink.make(link, to: fresh.path) }
        (pty, name, lastPath) = (fresh, next, fresh.path)
        unit.readerBaud = nil
    }

    private mutating func unplug() {
        guard let pulled = pty else { return }
        if let link = name.link { PortLink.remove(link, to: pulled.path) }
        pulled.hangUp()
        pty = nil
        tail = []
    }

    private mutating func answerCommands() {
        guard hasCommands, let bytes = pty?.received(), !bytes.isEmpty else { return }
        send(unit.receive(bytes))
    }

    private mutating func send(frame: [UInt8]) {
        guard let pty, !frame.isEmpty else { return }
        let limit = max(2, Int(pace.framesPerSecond * Self.unreadSeconds)) * frame.count
        guard pty.unreadBytes < limit else {
            droppedFrames += 1
            return
        }
        send(frame)
    }

    /// Whole frames or nothing: what the system took half of is finished before anything else.
    private mutating func send(_ bytes: [UInt8]) {
        guard let pty, !bytes.isEmpty else { return }
        if !tail.isEmpty { tail.removeFirst(pty.send(tail)) }
        let taken = tail.isEmpty ? pty.send(bytes) : 0
        guard taken > 0 else {
            droppedFrames += 1
            return
        }
        if taken < bytes.count { tail = Array(bytes.dropFirst(taken)) }
    }

    private func publish() {
        let path = pty?.path
        let link = pty == nil ? nil : name.link
        exchange.facts.withLock {
            $0.state = unit.state
            $0.portPath = path
            $0.portLink = link
            $0.droppedFrames = droppedFrames
        }
    }

    /// An idle device measures all the same, but nobody sees whether each frame is on time.
    private mutating func rest() {
        let frames = unit.isSending ? 1 : max(1, Oximeter.framesPerSecond / 10)
        var descriptors = [exchange.bell.readDescriptor]
        if let pty { descriptors += [pty.descriptor, pty.leavers] }
        let ready = waitForInput(
            descriptors, milliseconds: pace.milliseconds(untilFrames: frames))
        // Most waits end with the time; only what rang is answered.
        if ready.contains(exchange.bell.readDescriptor) { exchange.bell.drain() }
        hasCommands = pty.map { ready.contains($0.descriptor) } ?? false
        if let pty, ready.contains(pty.leavers) { pty.forgetLeavers() }
    }
}
