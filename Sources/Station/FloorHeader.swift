/// What stands above the tiles. Newest wins.
public struct FloorHeader: Equatable, Sendable {
    /// Grows with every change.
    public var version: UInt64
    /// The site's name.
    public var site: String
    /// How many people are watched.
    public var watchCount: Int
    /// Someone confirmed the wall clock since the station came up.
    public var clockConfirmed: Bool
    /// Troubles of the station itself, one sentence each: storage, clock, history.
    public var troubles: [String]
    /// Open alerts of the station itself, the most urgent first.
    public var alerts: [AlertTile]
    /// What is to be heard now; `nil` for silence.
    public var sounding: SoundingAlert?
    /// Whether anything here can be heard.
    public var sound: SoundState
    /// True when a simulated person or device is on the floor.
    public var simulated: Bool

    /// Makes a header.
    public init(site: String) {
        version = 0
        self.site = site
        watchCount = 0
        clockConfirmed = false
        troubles = []
        alerts = []
        sound = SoundState()
        simulated = false
    }
}
