import Ledger
import SignalCore
import Threads

/// The one thread that hashes and checks passphrases, and opens and writes private notes. Each takes 64 MiB and a good part of a second,
/// so they are done one at a time and never on the cooperative pool: alerts and pages go on.
final class PassphraseThread: Sendable {
    private enum Message: Sendable {
        case work(@Sendable () -> Void)
        case stop
    }

    /// More than so many at once are told to try again.
    static let longestLine = 8
    private let mailbox = Mailbox<Message>(capacity: longestLine)

    init() {
        let mailbox = mailbox
        _ = OSThread.start {
            while true {
                let hour = BootClock.now().adding(milliseconds: 3_600_000)
                for message in mailbox.receive(until: hour).messages {
                    switch message {
                    case .work(let body): body()
                    case .stop: return
                    }
                }
            }
        }
    }

    /// The kept form of a passphrase; `nil` when too many wait or memory is short.
    func hash(_ passphrase: String) async -> PassphraseHash? {
        await run { PassphraseHash.make(passphrase) } ?? nil
    }

    /// Whether this is the passphrase; `nil` when too many wait. With no hash to hold it against it
    /// takes as long and says no, so that time does not tell which accounts there are.
    func matches(_ passphrase: String, _ hash: PassphraseHash?) async -> Bool? {
        await run {
            guard let hash else {
                _ = PassphraseHash.make(passphrase)
                return false
            }
            return hash.matches(passphrase)
        }
    }

    /// Does something on the thread some time, without waiting for it.
    func start(_ body: @escaping @Sendable () -> Void) { mailbox.send(.work(body)) }

    func stop() { mailbox.send(.stop) }

    /// Does something on the thread; `nil` when too many wait.
    func run<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value? {
        await withCheckedContinuation { continuation in
            let isInLine = mailbox.send(.work { continuation.resume(returning: body()) })
            if !isInLine { continuation.resume(returning: nil) }
        }
    }
}
