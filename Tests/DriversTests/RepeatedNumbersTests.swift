import Drivers
import SignalCore
import Testing

@Suite("Numbers count when a second frame repeats them")
struct RepeatedNumbersTests {
    /// The oxygen values that count, one a frame.
    private func counted(_ values: [UInt8?], _ family: Family) -> [UInt8?] {
        var numbers = RepeatedNumbers(family)
        return values.map { value in
            numbers.confirm(Sample(spo2Percent: value, pulseBpm: value == nil ? nil : 65))
                .spo2Percent
        }
    }

    @Test("one wrong frame never counts", arguments: [Family.contecV5, .contecV7, .bci])
    func oneWrongFrame(family: Family) {
        #expect(counted([97, 97, 65, 97, 97], family) == [nil, 97, nil, 97, 97])
    }

    @Test("a low value waits one frame, a restless one two")
    func lowValue() {
        #expect(counted([97, 97, 80, 80], .contecV7) == [nil, 97, nil, 80])
        #expect(counted([90, 89, 88, 87], .contecV7) == [nil, nil, 88, nil])
    }

    @Test("no value is told at once, and a value after it waits")
    func noValue() {
        #expect(counted([97, 97, nil, 65, 97, 97], .bci) == [nil, 97, nil, nil, nil, 97])
    }

    @Test("a withheld frame keeps waveform and flags and says nothing of numbers")
    func keepsTheRest() {
        var numbers = RepeatedNumbers(.contecV5)
        let sample = Sample(spo2Percent: 80, pulseBpm: 65, pleth: 51, flags: [.beep])
        #expect(
            numbers.confirm(sample) == Sample(pleth: 51, flags: [.beep], carriesNumbers: false))
    }

    @Test("families with a check or slow frames are left alone")
    func others() {
        #expect(counted([97, 65], .noninDF2) == [97, 65])
        #expect(counted([97, 65], .nellcorASCII) == [97, 65])
    }
}
