import ArgumentParser
import Discovery
import Drivers
import Station

/// `spotter devices pin`: a family or a seat for a place.
struct PinCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pin",
        abstract: "Fix a family or a seat for a place where a port is plugged in.",
        discussion: """
            PLACE is a port that is there now (/dev/ttyUSB0) or the place itself as `spotter devices`
            shows it (1-1.2:1.0). The pin belongs to the place: it holds when the port comes back under
            another name, and whatever serial number the cable claims. A running station takes it over
            within seconds. Without PLACE the pins are listed.

            Pinning a family lets Spotter send that family's start commands there.
            """)

    @OptionGroup var data: DataOption

    @Argument(help: "The port or its place.")
    var place: String?

    @Option(help: ArgumentHelp("The family spoken there.", valueName: "family"))
    var family: Family?

    @Option(help: "The seat it belongs to (1 to 200).")
    var seat: Int?

    @Flag(help: "Forget what is fixed for the place.")
    var forget = false

    func validate() throws {
        let setsSomething = family != nil || seat != nil
        if place == nil && (setsSomething || forget) {
            throw ValidationError("Name a port or a place.")
        }
        if place != nil && setsSomething == forget {
            throw ValidationError("Give --family, --seat or both, or else --forget.")
        }
    }

    func run() throws {
        let file = PinFile(dataDirectory: data.path)
        do {
            var pins = try file.read()
            guard let place else { return list(pins) }
            let location = try Self.location(of: place, mustBeThere: !forget)
            if forget {
                guard pins.forget(location) else {
                    throw Refusal("nothing is fixed for \(location).")
                }
            } else {
                try pins.set(Pins.Pin(family: family, seat: seat), for: location)
            }
            data.makeUsualFolders()
            try file.write(pins)
            list(pins)
        } catch let error as PinError {
            throw Refusal(error.description)
        }
    }

    /// The place of a port that is there, or a place on USB as `spotter devices` prints it.
    private static func location(of place: String, mustBeThere: Bool) throws -> String {
        guard place.hasPrefix("/") else {
            let isPlace =
                place.wholeMatch(of: #/[0-9]+-[0-9.]+(:[0-9]+\.[0-9]+)?(#[0-9]+)?/#) != nil
            guard isPlace || !mustBeThere else {
                throw Refusal(
                    "\(place) is no place; spotter devices prints them, such as 1-1.2:1.0.")
            }
            return place
        }
        let found = Discovery.describe(path: place)
        guard found.isReady || !mustBeThere else {
            throw Refusal("\(place): there is no such port; plug the oximeter in, then pin it.")
        }
        return found.location
    }

    private func list(_ pins: Pins) {
        if pins.byLocation.isEmpty {
            print("Nothing is fixed. Example: spotter devices pin /dev/ttyUSB0 --seat 3")
        } else {
            print(pins.text, terminator: "")
        }
    }
}
