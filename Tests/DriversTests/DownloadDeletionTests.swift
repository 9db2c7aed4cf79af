import Drivers
import SignalCore
import Testing

@Suite("Download: deleting is a call of its own")
struct DownloadDeletionTests {
    private let zero = BootTime(seconds: 10)

    /// Runs a deletion against fixed answers, one for each command.
    private func run(
        _ what: StoredDeletion.What, _ answers: [String]
    ) throws -> (said: [[UInt8]], outcome: StoredDeletion.Outcome?) {
        var deletion = try #require(StoredDeletion(what, at: zero))
        var said: [[UInt8]] = []
        for millisecond in stride(from: Int64(0), through: 5000, by: 10) {
            let now = zero.adding(milliseconds: millisecond)
            guard let command = deletion.next(at: now) else { continue }
            if said.count < answers.count {
                deletion.take(hex(answers[said.count]).span, at: now.adding(milliseconds: 5))
            }
            said.append(command)
        }
        return (said, deletion.outcome)
    }

    @Test("a session of a V7: done, refused, no answer")
    func contecV7() throws {
        let what = StoredDeletion.What.contecV7(user: 1, segment: 200)
        let command = hex("7D 85 AE 81 C8 80 80 80 80")
        #expect(try run(what, ["0C 80 0B 81 AE 80"]) == ([command], .deleted))
        #expect(try run(what, ["0B 81 AE 84"]) == ([command], .refused(reason: 4)))
        #expect(try run(what, ["0B 81 AE 83"]) == ([command], .refused(reason: 3)))
        // An answer to something else is none, and nothing is ever asked twice.
        #expect(try run(what, ["0B 81 A6 80"]) == ([command], .unknown))
        #expect(try run(what, []) == ([command], .unknown))
    }

    @Test("segment 255 would delete everything")
    func all() {
        #expect(StoredDeletion(.contecV7(user: 0, segment: 255), at: zero) == nil)
    }

    @Test("every record of the automatic mode")
    func auto() throws {
        let command = hex("9D 7F 7F 7F 7F 00 00 19")
        let answer = "EF 00 00 00 00 00 00 6F ED 7F 7F 7F 7F 00 69"
        #expect(try run(.contecHIDAuto, [answer]) == ([command], .deleted))
        #expect(try run(.contecHIDAuto, ["EF 00 00 00 00 00 00 6F"]) == ([command], .unknown))
        #expect(try run(.contecHIDAuto, []) == ([command], .unknown))
    }

    @Test("the record of the manual mode, in two steps")
    func manual() throws {
        let commands = ["A1 00 21", "A1 01 22"].map(hex)
        let answers = ["D1 00 00 51", "EF 00 00 00 00 00 00 6F D1 01 00 52"]
        #expect(try run(.contecHIDManual, answers) == (commands, .deleted))
        #expect(try run(.contecHIDManual, [answers[0]]) == (commands, .unknown))
        #expect(try run(.contecHIDManual, []) == ([commands[0]], .unknown))
        #expect(try run(.contecHIDManual, ["D1 01 00 52"]) == ([commands[0]], .unknown))
    }
}
