public import Ledger
public import SignalCore
import Synchronization

/// When people's own shifts and breaks began, as they touched it, for their own page alone. It is in
/// memory and nowhere else: a restart forgets it, and so does its owner with one touch. Any thread
/// may call it.
public final class ShiftBoard: Sendable {
    private let shifts = Mutex<[EntryID: OwnShift]>([:])

    /// A shift is forgotten after so long, in milliseconds.
    public static let longestMilliseconds: Int64 = 16 * 3_600_000

    /// What this account said; `nil` for nothing, or nothing within `longestMilliseconds`.
    public func shift(of account: EntryID, at now: BootTime) -> OwnShift? {
        shifts.withLock { shifts in
            shifts = shifts.filter {
                now.millisecondsSince($0.value.touched) < Self.longestMilliseconds
            }
            return shifts[account]
        }
    }

    /// One touch.
    public func take(_ step: ShiftStep, by account: EntryID, at now: BootTime) {
        shifts.withLock { shifts in
            var shift = shifts[account] ?? OwnShift(touched: now)
            shift.touched = now
            switch step {
            case .began: shift = OwnShift(touched: now, began: now)
            case .onBreak: if shift.onBreakSince == nil { shift.onBreakSince = now }
            case .back:
                if shift.onBreakSince != nil { shift.lastBreakEnded = now }
                shift.onBreakSince = nil
            case .forget:
                shifts[account] = nil
                return
            }
            shifts[account] = shift
        }
    }
}

/// What someone said of their own shift.
public struct OwnShift: Equatable, Sendable {
    /// The last touch.
    public var touched: BootTime
    /// When the shift began; `nil` when nobody said.
    public var began: BootTime?
    /// Since when this person is on a break; `nil` when not.
    public var onBreakSince: BootTime?
    /// When the last break was over; `nil` for none that is known.
    public var lastBreakEnded: BootTime?

    init(touched: BootTime, began: BootTime? = nil) {
        self.touched = touched
        self.began = began
    }
}

/// The touches there are.
public enum ShiftStep: String, CaseIterable, Sendable {
    /// My shift begins now.
    case began
    /// I am on a break.
    case onBreak = "break"
    /// I am back.
    case back
    /// Forget all of it.
    case forget
}
