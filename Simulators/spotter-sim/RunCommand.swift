import ArgumentParser
import SimulatedOximeter
import SimulatedPatient
import Threads

/// `spotter-sim [run]`: seats on pseudo-terminals until told to stop.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Opens one port a person and runs until SIGINT or SIGTERM.",
        discussion: """
            Prints one line a port: path, seed, scenario and link. While it runs it takes lines \
            on standard input: a seat's number or 'all', then an event; '?' shows every seat.

                1 naloxone 400 im
                1 breaths on
                all oxygen 10

            A program that sets the port of a serial family to 4800, 9600, 19200 or 115200 baud, \
            and not to the family's own speed, reads what a wrong speed makes of the bytes, and \
            its commands arrive as badly. Other speeds change nothing, so 'cat' works on a fresh \
            port. Parity cannot be tried: a pseudo-terminal has none. After the fault 'rename' \
            the link is called LINK-renamed, for the device is another port then.

            Events:

            """ + PersonEvent.grammar)

    @OptionGroup var bench: BenchOptions

    @Option(help: "How many people, 1 to 150; each gets the next seed.")
    var count = 1

    @Option(help: "Simulated seconds a second, 0.1 to 100.")
    var speed = 1.0

    @Option(help: "A symbolic link to make to the port; with several people -1, -2 … is added.")
    var portLink: String?

    func validate() throws {
        // A seat takes five descriptors, and a process has 1024 unless told otherwise.
        guard (1...150).contains(count) else {
            throw ValidationError("--count must lie between 1 and 150")
        }
        guard SimulatedSeat.speeds.contains(speed) else {
            throw ValidationError("--speed must lie between 0.1 and 100")
        }
    }

    func run() throws {
        let stopSignals = StopSignals()
        let bench = try openBench()
        for seat in bench.seats { Terminal.writeLine(seat.line) }
        _ = OSThread.start { bench.takeOrdersFromInput() }
        stopSignals.wait()
        bench.stop()
    }

    private func openBench() throws -> Bench {
        let scenario = try bench.loadedScenario()
        var seats: [Bench.Seat] = []
        do {
            for number in 1...count {
                let link = portLink.map { count == 1 ? $0 : "\($0)-\(number)" }
                let seat = try SimulatedSeat(
                    scenario: scenario, seed: bench.seed &+ UInt64(number - 1), speed: speed,
                    portLink: link, family: try bench.oximeterFamily(), faults: try bench.faults())
                seats.append(
                    Bench.Seat(number: number, scenario: scenario.name, link: link, seat: seat))
            }
        } catch let error as SeatError {
            for opened in seats { opened.seat.stop() }
            throw Refusal(error.description)
        }
        return Bench(seats: seats)
    }
}
