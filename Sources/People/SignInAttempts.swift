/// Counts failed sign-ins and says how long to wait. It stands before the pages for reviewing only:
/// nothing an emergency needs ever asks it.
///
/// Times are milliseconds since 1970 UTC, handed in.
public struct SignInAttempts: Equatable, Sendable {
    /// Whose failures are counted together.
    public enum Subject: Hashable, Sendable {
        /// Sign-ins to one account, from anywhere. Its random id.
        case account(String)
        /// Sign-ins from one console or network address.
        case console(String)
    }

    struct Count: Equatable, Sendable {
        var failures: Int
        var lastUnixMilliseconds: Int64

        var less: Count {
            Count(failures: failures - 1, lastUnixMilliseconds: lastUnixMilliseconds)
        }
    }

    /// So many failures cost nothing: people mistype.
    public static let freeForAccount = 5
    /// A console is shared by a shift, so it has more.
    public static let freeForConsole = 15
    /// The first wait, in milliseconds; each failure doubles it.
    public static let firstWaitMilliseconds: Int64 = 15_000
    /// The longest wait, in milliseconds: at most 4 guesses an hour, and the right person is back
    /// within a quarter of an hour.
    public static let longestWaitMilliseconds: Int64 = 15 * 60_000
    /// After so long without a failure all is forgotten, in milliseconds.
    public static let forgetMilliseconds: Int64 = 24 * 3_600_000
    /// How many subjects are kept; the one that failed longest ago goes first.
    public static let capacity = 1024

    private var counts: [Subject: Count] = [:]

    /// Nothing has failed.
    public init() {}

    /// How long to wait before the next try, in milliseconds; 0 when it may be made now.
    public func wait(for subjects: [Subject], now: Int64) -> Int64 {
        subjects.map { wait(for: $0, now: now) }.max() ?? 0
    }

    /// A try that failed.
    public mutating func failed(_ subjects: [Subject], now: Int64) {
        for subject in subjects {
            let known = counts[subject].flatMap { isForgotten($0, now) ? nil : $0 }
            counts[subject] = Count(
                failures: (known?.failures ?? 0) + 1, lastUnixMilliseconds: now)
        }
        while counts.count > Self.capacity {
            guard
                let oldest = counts.min(by: {
                    $0.value.lastUnixMilliseconds < $1.value.lastUnixMilliseconds
                })
            else { return }
            counts[oldest.key] = nil
        }
    }

    /// The right passphrase clears the account's count, and takes this one try back from the
    /// console's. No more: someone with one account of their own could else guess at others for ever.
    public mutating func succeeded(account: String, place: String) {
        counts[.account(account)] = nil
        guard let count = counts[.console(place)] else { return }
        counts[.console(place)] = count.failures > 1 ? count.less : nil
    }

    private func wait(for subject: Subject, now: Int64) -> Int64 {
        guard let count = counts[subject], !isForgotten(count, now) else { return 0 }
        let free =
            switch subject {
            case .account: Self.freeForAccount
            case .console: Self.freeForConsole
            }
        guard count.failures >= free else { return 0 }
        let doublings = min(count.failures - free, 10)
        let whole = min(Self.firstWaitMilliseconds << doublings, Self.longestWaitMilliseconds)
        // A clock set back makes nobody wait longer than the whole.
        let passed = max(0, now - count.lastUnixMilliseconds)
        return max(0, whole - passed)
    }

    private func isForgotten(_ count: Count, _ now: Int64) -> Bool {
        now - count.lastUnixMilliseconds >= Self.forgetMilliseconds
    }
}
