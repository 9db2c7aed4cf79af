import ArgumentParser
import Drivers
import Link
import SignalCore
import SimulatedOximeter
import Threads

/// `spotter replay`: recorded bytes back through a pseudo-terminal.
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Play recorded bytes back through a pseudo-terminal.")

    @Argument(help: "A recording of spotter record, or text with --hex.")
    var file: String

    @Option(help: ArgumentHelp("Make this link to the pseudo-terminal.", valueName: "path"))
    var portLink: String

    @Option(help: "Recorded seconds a second (0.1 to 100).")
    var speed = 1.0

    @Flag(help: "The file is hexadecimal text without times.")
    var hex = false

    @Option(help: "With --hex: live frames a second (1 to 1000).")
    var rate = 60.0

    @Option(help: ArgumentHelp("With --hex: the family that made the bytes.", valueName: "family"))
    var family = Family.contecV7

    @Flag(help: "Begin again at the end, until stopped.")
    var loop = false

    func validate() throws {
        guard (0.1...100).contains(speed) else {
            throw ValidationError("--speed takes a number from 0.1 to 100.")
        }
        guard (1...1000).contains(rate) else {
            throw ValidationError("--rate takes a number from 1 to 1000.")
        }
    }

    func run() async throws {
        let pieces = try hex ? untimed() : timed()
        guard !pieces.isEmpty else { throw Refusal("\(file) holds nothing to play.") }
        let player = try PortPlayer(pieces: pieces, loops: loop, link: portLink)
        print("\(player.portPath) \(portLink)")
        flushOutput()
        await Interruption.wait(seconds: nil) { player.isOver }
        player.stop()
    }

    private func timed() throws -> [PortPlayer.Piece] {
        var reader = try RecordingReader(path: file)
        var pieces: [PortPlayer.Piece] = []
        while let chunk = try reader.next() {
            let time = Double(chunk.nanoseconds) / speed
            pieces.append(.init(nanoseconds: Int64(time), bytes: chunk.bytes))
        }
        return pieces
    }

    private func untimed() throws -> [PortPlayer.Piece] {
        let frames = FrameCutter.cut(try HexText.bytes(of: file), family: family)
        let gap = Int64(1e9 / (rate * speed))
        return frames.enumerated().map { .init(nanoseconds: Int64($0) * gap, bytes: $1) }
    }
}

/// Plays pieces of bytes into a pseudo-terminal at their times, on a thread of its own.
final class PortPlayer: Sendable {
    /// Bytes and when to play them, in nanoseconds from the start of a round.
    struct Piece: Sendable {
        var nanoseconds: Int64
        var bytes: [UInt8]
    }

    /// What a program opens.
    let portPath: String
    private let wake = WakePipe()
    private let thread: OSThread
    private let over = Latch()
    private let stopping = Latch()

    init(pieces: [Piece], loops: Bool, link: String) throws {
        let pty = try Pty()
        try PortLink.make(link, to: pty.path)
        portPath = pty.path
        let (wake, over, stopping) = (wake, over, stopping)
        thread = OSThread.start {
            var beganAt = BootClock.now()
            repeat {
                for piece in pieces where !stopping.isUp {
                    let due = beganAt.nanoseconds + piece.nanoseconds
                    Self.sleep(until: due, pty, wake, stopping)
                    _ = pty.send(piece.bytes)
                }
                let last = pieces.last?.nanoseconds ?? 0
                let step = pieces.count > 1 ? last / Int64(pieces.count - 1) : 1_000_000_000
                beganAt.nanoseconds += last + max(step, 1_000_000)
            } while loops && !stopping.isUp
            PortLink.remove(link, to: pty.path)
            pty.hangUp()
            over.raise()
        }
    }

    /// True when everything was played.
    var isOver: Bool { over.isUp }

    /// Ends it, removes the link and waits for the thread.
    func stop() {
        stopping.raise()
        wake.wake()
        thread.join()
    }

    /// Sleeps, throwing away what the station says: a recording does not answer.
    private static func sleep(
        until nanoseconds: Int64, _ pty: Pty, _ wake: WakePipe, _ stopping: Latch
    ) {
        while !stopping.isUp, BootClock.now().nanoseconds < nanoseconds {
            _ = pty.received()
            _ = wake.wait(until: .init(nanoseconds: nanoseconds))
        }
    }
}
