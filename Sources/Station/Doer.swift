/// Who did something: a person at a console, whether or not they said who, or the station itself.
struct Doer: Equatable, Sendable {
    /// The random id that stands for the person's handle; `nil` when nobody said.
    var person: String?
    /// The console; `Doer.station.console` when nobody was there.
    var console: String

    /// The station by itself, as its own rules have it.
    static let station = Doer(person: nil, console: "station")
}
