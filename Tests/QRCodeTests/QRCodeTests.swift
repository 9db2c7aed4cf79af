import QRCode
import Testing

@Suite("QR codes")
struct QRCodeTests {
    /// The three corner squares every symbol has, by ISO/IEC 18004.
    @Test("a symbol has its three corners", arguments: ["a", "origin\n1\nroot", "ü–漢"])
    func corners(text: String) throws {
        let code = try #require(QRCode(text))
        #expect(code.side % 4 == 1 && code.side >= 21)
        for (left, top) in [(0, 0), (code.side - 7, 0), (0, code.side - 7)] {
            for row in 0..<7 {
                for column in 0..<7 {
                    let ring = max(abs(row - 3), abs(column - 3))
                    #expect(code.isDark(column: left + column, row: top + row) == (ring != 2))
                }
            }
        }
    }

    @Test("nothing and too much are refused, the longest is not")
    func limits() {
        #expect(QRCode("") == nil)
        #expect(QRCode(String(repeating: "x", count: 2332)) == nil)
        #expect(QRCode(String(repeating: "x", count: 2331)) != nil)
    }

    @Test("the picture draws exactly the dark cells")
    func picture() throws {
        let code = try #require(QRCode("spotter"))
        let svg = code.svg(title: "a<b")
        var cells: Set<[Int]> = []
        let path = try #require(svg.split(separator: "<path d=\"").last)
        for run in path.prefix(while: { $0 != "\"" }).split(separator: "M") {
            let numbers = run.split { !$0.isNumber }.compactMap { Int($0) }
            for step in 0..<numbers[2] { cells.insert([numbers[0] + step - 4, numbers[1] - 4]) }
        }
        for row in 0..<code.side {
            for column in 0..<code.side {
                #expect(cells.contains([column, row]) == code.isDark(column: column, row: row))
            }
        }
        #expect(svg.contains("<title>ab</title>"))
    }
}
