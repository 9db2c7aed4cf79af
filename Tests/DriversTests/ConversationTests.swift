import Drivers
import SignalCore
import Testing

@Suite("What is said to a Contec V7, and when")
struct ConversationTests {
    let zero = BootTime(seconds: 100)

    /// Everything said up to `seconds`, as "milliseconds:command", with samples at the given times.
    private func script(_ seconds: Int64, samplesAt: [Int64] = []) -> [String] {
        var talk = Conversation(FamilyModel.contecV7.talk!, at: zero)
        var said: [String] = []
        for millisecond in 0...(seconds * 1000) {
            let now = zero.adding(milliseconds: millisecond)
            if samplesAt.contains(millisecond) { talk.heardSample(at: now) }
            if let command = talk.next(at: now) {
                said.append("\(millisecond):\(String(command[2], radix: 16, uppercase: true))")
            }
        }
        return said
    }

    @Test("a silent port is listened to, then started, then started again")
    func silentPort() {
        #expect(
            script(4) == [
                "300:A7", "360:A2", "420:A1", "1420:AF", "1920:A1", "2920:AF", "3420:A1",
            ])
    }

    @Test("a stream that runs already is kept alive and never interrupted")
    func runningStream() {
        let samples = stride(from: Int64(10), through: 3000, by: 16).map { $0 }
        #expect(script(3, samplesAt: samples) == ["10:AF", "1010:AF", "2010:AF"])
    }

    @Test("a stream that stops is started again after its quiet time")
    func stoppedStream() {
        let samples = stride(from: Int64(10), through: 500, by: 10).map { $0 }
        #expect(script(2, samplesAt: samples) == ["10:AF", "1010:AF", "2000:A1"])
    }

    @Test("commands are seven-bit clean after their first byte")
    func shape() {
        for command in FamilyModel.contecV7.talk?.start ?? [] {
            #expect(command.count == 9)
            #expect(command[0] == 0x7D)
            #expect(command.dropFirst().allSatisfy { $0 >= 0x80 })
        }
    }
}
