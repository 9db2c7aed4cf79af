/// One message from the system about its devices.
enum PortNews: Equatable {
    case added(Candidate)
    case changed(Candidate)
    case removed(path: String)
    /// About a device that is no candidate.
    case unrelated
    /// No message waits.
    case nothing
    /// Messages were lost: there were more than the socket holds.
    case overflowed
    /// The socket no longer works.
    case failed
}

/// Where news of ports comes from, and the list of those present.
protocol PortSource: ~Copyable {
    mutating func next() -> PortNews
    mutating func present() throws(DiscoveryError) -> [Candidate]
}

/// Turns news into events and never loses a port: whatever was missed is found by looking afresh.
struct PortFollower<Source: PortSource & ~Copyable>: ~Copyable {
    var source: Source
    /// True after the source failed: it then needs to be asked anew now and then.
    private(set) var isDeaf = false
    private var ports = PortSet()

    init(source: consuming Source) { self.source = source }

    /// Looks at everything present and gives the differences. When the look fails nothing is taken
    /// for gone; the next look mends it.
    mutating func look() -> [DiscoveryEvent] {
        do throws(DiscoveryError) {
            return ports.replace(with: try source.present())
        } catch {
            return []
        }
    }

    /// Takes all waiting news, and looks afresh when some was lost.
    mutating func drain() -> [DiscoveryEvent] {
        var events: [DiscoveryEvent] = []
        var missedSome = false
        while true {
            switch source.next() {
            case .added(let port): events += ports.add(port)
            case .changed(let port): events += ports.change(port)
            case .removed(let path): events += ports.remove(path: path)
            case .unrelated: continue
            case .overflowed: missedSome = true
            case .failed:
                isDeaf = true
                return events + look()
            case .nothing:
                isDeaf = false
                return missedSome ? events + look() : events
            }
        }
    }
}
