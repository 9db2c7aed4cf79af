/// Troubles of the station itself, as the header says them.
enum Trouble {
    case clockStepped
    case storageFailing
    case restarted

    /// One plain sentence.
    var sentence: String {
        switch self {
        case .clockStepped: "The clock jumped. Look whether it is right."
        case .storageFailing:
            "The disk does not take entries. They are kept in memory and tried again."
        case .restarted: "The station restarted after an interruption. Look at everyone."
        }
    }
}
