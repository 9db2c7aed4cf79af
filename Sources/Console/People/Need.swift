import Ledger
import People

/// What a route needs. A route cannot be added without saying so.
enum Need: Equatable, Sendable {
    /// One right.
    case right(Right)
    /// The response named by this part of the address: the current one is for helping, an older one
    /// is for reviewing.
    case incident(String)
    /// The watch named by this part of the address, the same way.
    case watch(String)

    static let none = Need.right(.none)
    static let floor = Need.right(.floor)
    static let respond = Need.right(.respond)
}
