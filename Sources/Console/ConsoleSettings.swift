/// How the console is served.
public struct ConsoleSettings: Sendable {
    /// The address or name to listen on.
    public var host: String
    /// The port to listen on; 0 lets the system choose one.
    public var port: Int
    /// Other names the tablets call the station by. Requests for any other name are refused.
    public var otherHosts: [String]
    /// The program's version, as `/health` tells it.
    public var version: String
    /// Whether a response's record asks age, gender and a handle over several visits: who somebody is
    /// matters to no breath, so a site has to choose it.
    public var asksWhoPeopleAre = false
    /// How many live feeds at once; the next one is told to try again.
    public var liveClientLimit = 64
    /// How many connections at once; the next one waits.
    public var connectionLimit = 256
    /// After so many seconds without a byte an unfinished request is dropped.
    public var idleSeconds = 20

    /// True when what browsers see is encrypted: cookies are then kept to that.
    public var isEncrypted = false
    /// A connection without an address is nobody's but a test's that stands in this process.
    var takesNoAddressAsOwn = false

    /// Makes settings; everything not said has the default of the release.
    public init(
        host: String = "127.0.0.1", port: Int = 8440, otherHosts: [String] = [],
        version: String = "0"
    ) {
        self.host = host
        self.port = port
        self.otherHosts = otherHosts
        self.version = version
    }
}

/// What a request may hold at most. Larger ones are refused with a sentence.
enum RequestLimits {
    /// A form of ours is under 1 KiB; a long note in four-byte letters, percent-encoded, is 6 KiB.
    static let bodyBytes = 16 * 1024
    static let addressBytes = 1024
    static let headerFieldBytes = 8 * 1024
    static let headerBytes = 16 * 1024
    static let headerCount = 64
    /// The longest form has a number for each limit, some fifty fields.
    static let formFields = 64
    static let nicknameCharacters = 20
}
