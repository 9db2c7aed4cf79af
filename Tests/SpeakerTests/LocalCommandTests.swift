import Foundation
import SignalCore
import Speaker
import Testing
import Threads

@Suite("Local command", .serialized)
struct LocalCommandTests {
    private func script(_ body: String) throws -> String {
        let path = NSTemporaryDirectory() + "spotter-\(UUID().uuidString).sh"
        try "#!/bin/sh\n\(body)\n".write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return path
    }

    private func settle(_ command: inout LocalCommand) {
        let limit = BootClock.now().adding(milliseconds: 10_000)
        while command.state == .running, BootClock.now() < limit {
            usleep(10_000)
            command.poll(at: BootClock.now())
        }
    }

    @Test("arguments arrive as they are, and no environment")
    func arguments() throws {
        let out = NSTemporaryDirectory() + "spotter-\(UUID().uuidString).txt"
        setenv("SPOTTER_LEAK", "leaked", 1)
        let path = try script("printf '%s|' \"$2\" \"$SPOTTER_LEAK\" > \"$1\"")
        var command = LocalCommand(path: path, arguments: [out, "a b; $HOME `x`"])
        let state8 = command.state
        #expect(state8 == .idle)
        let started1 = command.start(at: BootClock.now())
        #expect(started1)
        settle(&command)
        let state9 = command.state
        #expect(state9 == .succeeded)
        #expect(try String(contentsOfFile: out, encoding: .utf8) == "a b; $HOME `x`||")
    }

    @Test("it gets no input, no ignored SIGPIPE, and a PATH")
    func inheritance() throws {
        let out = NSTemporaryDirectory() + "spotter-\(UUID().uuidString).txt"
        let old = signal(SIGPIPE, SIG_IGN)
        defer { signal(SIGPIPE, old) }
        let path = try script(
            "{ readlink /proc/$$/fd/0; env | grep -c ^PATH=; grep SigIgn /proc/$$/status; } > \"$1\""
        )
        var command = LocalCommand(path: path, arguments: [out])
        let isStarted = command.start(at: BootClock.now())
        #expect(isStarted)
        settle(&command)
        let said = try String(contentsOfFile: out, encoding: .utf8).split(separator: "\n")
        #expect(said.prefix(2) == ["/dev/null", "1"])
        let ignored = said.last.flatMap { UInt64($0.dropFirst(8), radix: 16) }
        #expect(ignored.map { $0 & 0x1000 } == 0, "\(said)")
    }

    @Test func neverTwoAtOnceAndEndedAfterItsTime() throws {
        var command = LocalCommand(path: try script("sleep 60"), limitMilliseconds: 2_000)
        let now = BootClock.now()
        let started2 = command.start(at: now)
        #expect(started2)
        let started3 = command.start(at: now.adding(milliseconds: 1_999))
        #expect(!started3)
        let state10 = command.state
        #expect(state10 == .running)
        command.poll(at: now.adding(milliseconds: 2_000))
        let state11 = command.state
        #expect(state11 == .failed("ended after 2 s"))
        // It is not waited for; the system takes it away a moment later.
        var started4 = false
        for _ in 0..<200 where !started4 {
            usleep(10_000)
            started4 = command.start(at: now.adding(milliseconds: 2_001))
        }
        #expect(started4, "it can be started again")
        command.poll(at: now.adding(milliseconds: 9_000))
    }

    @Test func failureIsShown() throws {
        var bad = LocalCommand(path: try script("exit 3"))
        let started5 = bad.start(at: BootClock.now())
        #expect(started5)
        settle(&bad)
        let state12 = bad.state
        #expect(state12 == .failed("exit 3"))
        var missing = LocalCommand(path: "/nowhere/siren")
        let started6 = missing.start(at: BootClock.now())
        #expect(!started6)
        let state13 = missing.state
        #expect(state13 == .failed("did not start (error 2)"))
        var relative = LocalCommand(path: "siren")
        let started7 = relative.start(at: BootClock.now())
        #expect(!started7)
    }
}
