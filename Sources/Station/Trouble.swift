/// Troubles of the station itself, as the header says them.
enum Trouble {
    case clockStepped
    case storageFailing
    case restarted
    case slept(milliseconds: Int64)
    case pinsUnreadable(String)

    /// How a sentence about the pins begins.
    static let pinsPrefix = "Pinned ports"

    /// One plain sentence.
    var sentence: String {
        switch self {
        case .clockStepped: "The clock jumped. Look whether it is right."
        case .storageFailing:
            "The disk does not take entries. They are kept in memory and tried again."
        case .slept(let milliseconds):
            "The computer slept for \((milliseconds + 999) / 1000) s: nobody was watched. Look at "
                + "everyone, and switch its sleep off."
        case .pinsUnreadable(let why): "Pinned ports are left as they were: \(why)"
        case .restarted: "The station restarted after an interruption. Look at everyone."
        }
    }
}
