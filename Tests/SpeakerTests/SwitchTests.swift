import Foundation
import SignalCore
import Sounds
import Speaker
import Testing
import Threads

/// What the loudspeaker does when wishes change and when its card comes late.
@Suite("Speaker, changes", .serialized)
struct SwitchTests {
    private func wait(_ milliseconds: Int64, until isTrue: () -> Bool) -> Bool {
        let limit = BootClock.now().adding(milliseconds: milliseconds)
        while BootClock.now() < limit {
            if isTrue() { return true }
            usleep(10_000)
        }
        return isTrue()
    }

    private func recording(_ path: String) -> [Int16] {
        guard let data = FileManager.default.contents(atPath: path) else { return [] }
        return stride(from: 0, to: data.count - 1, by: 2).map {
            Int16(bitPattern: UInt16(data[$0]) | UInt16(data[$0 + 1]) << 8)
        }
    }

    private func isBeginning(of pattern: SoundPattern, _ got: [Int16], atLeast: Int) -> Bool {
        let whole = pattern.render(sampleRate: 48_000)
        return got.count >= atLeast && got.count <= whole.count
            && got == Array(whole.prefix(got.count))
    }

    @Test("the newest wish wins: a high alert is heard over a medium one within a second")
    func newest() throws {
        setenv("ALSA_CONFIG_PATH", try SpeakerTests.configuration(), 1)
        let path = NSTemporaryDirectory() + "spotter-\(UUID().uuidString).raw"
        let speaker = Speaker(device: "file:'\(path)',raw")
        speaker.start()
        defer { speaker.stop() }
        speaker.play(.mediumOxygen)
        let isMedium = wait(3_000) {
            isBeginning(of: .mediumOxygen, recording(path), atLeast: 9_000)
        }
        #expect(isMedium)
        // Each sound opens the card anew, and the plugin begins its file anew with it.
        let asked = BootClock.now()
        for pattern in [nil, SoundPattern.lowGeneral, .drill, .highGeneral] {
            speaker.play(pattern)
        }
        let isHigh = wait(3_000) { isBeginning(of: .highGeneral, recording(path), atLeast: 5_000) }
        let took = BootClock.now().millisecondsSince(asked)
        #expect(isHigh)
        // The pulse that sounds ends (200 ms), 150 ms are in the card, 104 ms are waited for here.
        #expect(took < 1_000, "took \(took) ms")
        print("high after medium: \(took) ms until 104 ms of it were written")
    }

    @Test("a card that comes late sounds by itself")
    func late() throws {
        setenv("ALSA_CONFIG_PATH", try SpeakerTests.configuration(), 1)
        let folder = NSTemporaryDirectory() + "spotter-\(UUID().uuidString)"
        let path = folder + "/card.raw"
        let speaker = Speaker(device: "file:'\(path)',raw")
        speaker.start()
        defer { speaker.stop() }
        speaker.play(.highGeneral)
        let isRefused = wait(3_000) {
            switch speaker.state {
            case .missing, .failed: true
            default: false
            }
        }
        #expect(isRefused, "\(speaker.state)")
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let sounds = wait(10_000) { speaker.state == .sounding }
        #expect(sounds, "\(speaker.state)")
        let isHigh = wait(2_000) { isBeginning(of: .highGeneral, recording(path), atLeast: 5_000) }
        #expect(isHigh)
    }

    @Test("stop ends an endless sound and a retry alike, within a second")
    func stop() throws {
        setenv("ALSA_CONFIG_PATH", try SpeakerTests.configuration(), 1)
        let path = NSTemporaryDirectory() + "spotter-\(UUID().uuidString).raw"
        for device in ["file:'\(path)',raw", "spotter-no-such-card"] {
            let speaker = Speaker(device: device)
            speaker.start()
            speaker.play(.highOxygen)
            let isBusy = wait(3_000) { speaker.state != .notTried && speaker.state != .quiet }
            #expect(isBusy)
            let began = BootClock.now()
            speaker.stop()
            #expect(BootClock.now().millisecondsSince(began) < 1_000, "\(device)")
        }
    }
}
