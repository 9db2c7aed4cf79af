/// The seconds of one try.
struct ContecV7Stream: Sendable {
    private(set) var seconds: [StoredSecond] = []
    private(set) var bytes = 0
    private var bytesEach = 0

    /// Takes a packet's seconds; false when it is not of the kind that the stream began with.
    mutating func take(_ packet: [StoredSecond], bytesEach: Int) -> Bool {
        if bytes == 0 { self.bytesEach = bytesEach }
        guard bytesEach == self.bytesEach else { return false }
        seconds += packet
        bytes += packet.count * bytesEach
        return true
    }
}
