import People
import Testing

@Suite struct SignInAttemptsTests {
    private let account = SignInAttempts.Subject.account("a")
    private let console = SignInAttempts.Subject.console("c")

    private func failing(_ times: Int, _ subject: SignInAttempts.Subject) -> SignInAttempts {
        var attempts = SignInAttempts()
        for _ in 0..<times { attempts.failed([subject], now: 0) }
        return attempts
    }

    @Test func mistypingCostsNothing() {
        #expect(failing(4, account).wait(for: [account], now: 0) == 0)
        #expect(failing(14, console).wait(for: [console], now: 0) == 0)
    }

    @Test(arguments: zip(5...13, [15, 30, 60, 120, 240, 480, 900, 900, 900] as [Int64]))
    func everyFurtherFailureDoublesTheWait(failures: Int, seconds: Int64) {
        let attempts = failing(failures, account)
        #expect(attempts.wait(for: [account], now: 0) == seconds * 1000)
        #expect(attempts.wait(for: [account], now: seconds * 1000 - 1) == 1)
        #expect(attempts.wait(for: [account], now: seconds * 1000) == 0)
    }

    @Test func theLongerWaitHolds() {
        var attempts = failing(6, account)
        for _ in 0..<17 { attempts.failed([console], now: 0) }
        #expect(attempts.wait(for: [account, console], now: 0) == 60_000)
    }

    @Test func theRightPassphraseClearsTheAccountAndNotTheConsole() {
        var attempts = failing(20, console)
        for _ in 0..<9 { attempts.failed([account], now: 0) }
        attempts.succeeded(account: "a", place: "c")
        #expect(attempts.wait(for: [account], now: 0) == 0)
        #expect(attempts.wait(for: [console], now: 0) > 0)
    }

    @Test func aDayWithoutFailureForgets() {
        var attempts = failing(40, account)
        let day = SignInAttempts.forgetMilliseconds
        attempts.failed([account], now: day)
        #expect(attempts.wait(for: [account], now: day) == 0)
    }

    @Test func aClockSetBackMakesNobodyWaitLonger() {
        var attempts = SignInAttempts()
        for _ in 0..<5 { attempts.failed([account], now: 1_000_000) }
        #expect(attempts.wait(for: [account], now: 0) == 15_000)
    }

    /// However an attacker spreads guesses at one account over a day, there are few.
    @Test func fewGuessesADay() {
        var attempts = SignInAttempts()
        var guesses = 0
        for second in 0..<86_400 {
            let now = Int64(second) * 1000
            guard attempts.wait(for: [account], now: now) == 0 else { continue }
            attempts.failed([account], now: now)
            guesses += 1
        }
        #expect((90...110).contains(guesses), "\(guesses) guesses in a day")
    }

    @Test func memoryIsBounded() {
        var attempts = failing(40, account)
        for number in 0..<3000 {
            attempts.failed([.console("\(number)")], now: Int64(number) + 1)
        }
        var fresh = SignInAttempts()
        for number in (3000 - SignInAttempts.capacity)..<3000 {
            fresh.failed([.console("\(number)")], now: Int64(number) + 1)
        }
        #expect(attempts == fresh)
    }
}
