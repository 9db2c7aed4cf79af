public import Alerts
public import Drivers

/// How a station is set up for one run.
public struct StationSettings: Sendable {
    /// A port named by hand, which the station reads besides those it finds.
    public struct NamedPort: Sendable {
        /// The port's path, such as `/dev/ttyUSB0`.
        public var path: String
        /// The family spoken on it; `nil` when that is to be found out.
        public var family: Family?

        /// Names a port.
        public init(path: String, family: Family? = nil) {
            self.path = path
            self.family = family
        }
    }

    /// The directory that holds the ledger.
    public var dataDirectory: String
    /// What the site is called on screens.
    public var site: String
    /// The site's telephone number, as handover pages print it; `nil` for none.
    public var phone: String?
    /// How many seats the floor shows even when they have no oximeter.
    public var seats: Int
    /// Ports named by hand.
    public var ports: [NamedPort]
    /// Look for oximeters on USB.
    public var discovers: Bool
    /// Begin a watch by itself when a finger stays in a seat's oximeter.
    public var startsWatches: Bool
    /// Keep the raw bytes of everyone who is watched.
    public var recordsBytes: Bool
    /// The limits new watches get.
    public var limits: Limits
    /// How the station itself makes itself heard.
    public var sound: Sound

    /// How the station itself makes itself heard.
    public struct Sound: Equatable, Sendable {
        /// The ALSA device; `nil` for a station without a loudspeaker.
        public var device: String?
        /// A program by its absolute path, and its arguments, started when nobody acknowledges a high
        /// alert in time; empty for none.
        public var command: [String]
        /// A sound test holds for so many hours.
        public var testHours: Int

        /// What is left out is as a fresh site has it: no loudspeaker of its own, no command.
        public init(device: String? = nil, command: [String] = [], testHours: Int = 12) {
            self.device = device
            self.command = command
            self.testHours = testHours
        }
    }

    /// Makes settings; what is left out is as a fresh site has it.
    public init(
        dataDirectory: String, site: String = "Site", phone: String? = nil, seats: Int = 6,
        ports: [NamedPort] = [],
        discovers: Bool = true, startsWatches: Bool = true, recordsBytes: Bool = false,
        limits: Limits = .spotterDefaults, sound: Sound = Sound()
    ) {
        self.dataDirectory = dataDirectory
        self.site = site
        self.phone = phone
        self.seats = seats
        self.ports = ports
        self.discovers = discovers
        self.startsWatches = startsWatches
        self.recordsBytes = recordsBytes
        self.limits = limits
        self.sound = sound
    }

    /// A finger that stays in for so long begins a watch, in seconds. Long enough that clipping an
    /// oximeter on to see whether it works begins none.
    public static let secondsToStartWatch = 5
}
