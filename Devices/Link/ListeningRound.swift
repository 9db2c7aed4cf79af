public import Drivers

/// One setting of a port, and the families that are listened for at once while it holds.
public struct ListeningRound: Equatable, Sendable {
    /// How the port is opened.
    public var setting: PortSetting
    /// The families that are listened for, the likeliest first.
    public var listening: [Family]
    /// Those of them that are asked to stream after a time of silence. All others are only heard.
    public var asked: [Family]

    /// How long the round lasts, in milliseconds: as long as the slowest family in it needs.
    public var milliseconds: Int64 {
        listening.map(\.model.listenMilliseconds).max() ?? 0
    }

    /// True when nothing would be heard or asked in the other round that is not in this one.
    func covers(_ other: ListeningRound) -> Bool {
        setting == other.setting && Set(other.listening).isSubset(of: listening)
            && Set(other.asked).isSubset(of: asked)
    }
}
