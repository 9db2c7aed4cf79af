import Foundation
import SignalCore
import Sounds
import Speaker
import Testing
import Threads

/// Through the real libasound: its `file` plugin writes down what a card would have been given.
@Suite("Speaker", .serialized)
struct SpeakerTests {
    private func wait(_ milliseconds: Int64, until isTrue: () -> Bool) -> Bool {
        let limit = BootClock.now().adding(milliseconds: milliseconds)
        while BootClock.now() < limit {
            if isTrue() { return true }
            usleep(10_000)
        }
        return isTrue()
    }

    private func recording(_ path: String) throws -> [Int16] {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        return stride(from: 0, to: data.count - 1, by: 2).map {
            Int16(bitPattern: UInt16(data[$0]) | UInt16(data[$0 + 1]) << 8)
        }
    }

    private func file() -> (path: String, device: String) {
        let path = NSTemporaryDirectory() + "spotter-\(UUID().uuidString).raw"
        return (path, "file:'\(path)',raw")
    }

    @Test("what reaches the card is the pattern, sample for sample, and stops between pulses")
    func samples() throws {
        setenv("ALSA_CONFIG_PATH", try Self.configuration(), 1)
        let (path, device) = file()
        let speaker = Speaker(device: device)
        #expect(speaker.state == .notTried)
        speaker.start()
        speaker.play(.mediumOxygen)
        let sounds = wait(3_000) { speaker.state == .sounding }
        #expect(sounds, "\(speaker.state)")
        usleep(1_200_000)
        speaker.play(.mediumOxygen)
        speaker.play(nil)
        let quiet = wait(1_000) { speaker.state == .quiet }
        #expect(quiet, "\(speaker.state)")
        speaker.stop()
        let got = try recording(path)
        let whole = SoundPattern.mediumOxygen.render(sampleRate: 48_000)
        #expect(got.count > 45_000 && got.count < 48_000 * 2, "paced: \(got.count)")
        #expect(Array(got) == Array(whole.prefix(got.count)))
    }

    @Test("a sound that is played once ends whole and by itself")
    func once() throws {
        setenv("ALSA_CONFIG_PATH", try Self.configuration(), 1)
        let (path, device) = file()
        let speaker = Speaker(device: device)
        let short = SoundPattern(
            name: "once", pulses: [Pulse(atMilliseconds: 0, lengthMilliseconds: 300, hertz: 440)],
            repeatMilliseconds: nil)
        speaker.start()
        speaker.play(short)
        let quiet = wait(4_000) { speaker.state == .quiet }
        #expect(quiet, "\(speaker.state)")
        speaker.stop()
        let got = try recording(path)
        #expect(Array(got.prefix(14_400)) == short.render(sampleRate: 48_000))
        #expect(got.dropFirst(14_400).allSatisfy { $0 == 0 })
    }

    @Test("no sound hardware is a state, and nobody waits for it")
    func missing() {
        let speaker = Speaker(device: "spotter-no-such-card")
        speaker.start()
        let began = BootClock.now()
        for _ in 0..<1_000 { speaker.play(.highOxygen) }
        #expect(BootClock.now().millisecondsSince(began) < 500)
        let isMissing = wait(3_000) {
            if case .missing = speaker.state { true } else { false }
        }
        #expect(isMissing, "\(speaker.state)")
        speaker.stop()
    }

    /// ALSA's own definitions of `file` and `null`, so that no card of this machine is touched.
    static func configuration() throws -> String {
        let path = NSTemporaryDirectory() + "spotter-asound.conf"
        let text = """
            pcm.null { type null }
            pcm.file {
                @args [ FILE FORMAT ]
                @args.FILE { type string }
                @args.FORMAT { type string default raw }
                type file
                slave.pcm null
                file $FILE
                format $FORMAT
            }
            """
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }
}
