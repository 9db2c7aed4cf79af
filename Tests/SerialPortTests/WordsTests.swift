import Glibc
import SerialPort
import Testing

struct WordsTests {
    @Test(arguments: [
        SerialPortError.notFound(path: "/dev/x"), .noPermission(path: "/dev/x"),
        .taken(path: "/dev/x"), .notASerialPort(path: "/dev/x"),
        .unsupported(path: "/dev/x", what: "odd parity"), .gone(path: "/dev/x"),
        .system(call: "write", errno: ETIMEDOUT, path: "/dev/x"),
        .system(call: "open", errno: EMFILE, path: "/dev/x"),
    ])
    func everyErrorIsOneSentenceThatBeginsWithThePort(error: SerialPortError) {
        let text = error.description
        #expect(text.hasPrefix("/dev/x: "))
        #expect(text.hasSuffix("."))
        #expect(text.filter { $0 == "." }.count == 1 || error == .notASerialPort(path: "/dev/x"))
        #expect(!text.contains("\n"))
        #expect(error.path == "/dev/x")
    }

    @Test func theSystemsOwnWordsAreGiven() {
        let error = SerialPortError.system(call: "open", errno: EMFILE, path: "/dev/x")
        #expect(error.description.contains("open failed (Too many open files)"))
    }

    @Test(arguments: [
        (LineSettings(baud: 19_200, parity: .odd), "19200 8O1"),
        (LineSettings(baud: 115_200), "115200 8N1"),
        (LineSettings(baud: 9_600, parity: .even), "9600 8E1"),
    ])
    func settingsReadAsPeopleWriteThem(line: LineSettings, text: String) {
        #expect(line.description == text)
    }
}
