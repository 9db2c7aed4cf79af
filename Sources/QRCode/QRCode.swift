import CQrencode

/// Text as a square of dark and light cells that any telephone reads, by libqrencode.
public struct QRCode: Equatable, Sendable {
    /// How many cells a side has.
    public let side: Int
    private let dark: [Bool]

    /// Encodes text as bytes with about 15 % of it to spare for dirt and folds (level M). `nil` when it
    /// is empty or too long for one symbol (over 2,331 bytes).
    public init?(_ text: String) {
        var bytes = Array(text.utf8)
        guard !bytes.isEmpty, bytes.count <= 2331 else { return nil }
        let made = unsafe bytes.withUnsafeMutableBufferPointer { bytes in
            unsafe QRcode_encodeData(Int32(bytes.count), bytes.baseAddress, 0, QR_ECLEVEL_M)
        }
        guard let symbol = unsafe made else { return nil }
        defer { unsafe QRcode_free(symbol) }
        let side = unsafe Int(symbol.pointee.width)
        self.side = side
        // The lowest bit of each byte is the cell; the others are libqrencode's own notes.
        dark = (0..<side * side).map { unsafe symbol.pointee.data[$0] & 1 == 1 }
    }

    /// Whether a cell is dark; light outside the symbol.
    public func isDark(column: Int, row: Int) -> Bool {
        guard (0..<side).contains(column), (0..<side).contains(row) else { return false }
        return dark[row * side + column]
    }

    /// The symbol as an SVG element with the four light cells around it that readers need.
    public func svg(title: String) -> String {
        var path = ""
        for row in 0..<side {
            var column = 0
            while column < side {
                guard isDark(column: column, row: row) else {
                    column += 1
                    continue
                }
                let from = column
                while isDark(column: column, row: row) { column += 1 }
                path += "M\(from + 4) \(row + 4)h\(column - from)v1h-\(column - from)z"
            }
        }
        let size = side + 8
        return """
            <svg xmlns="http://www.w3.org/2000/svg" class="qr" role="img" \
            viewBox="0 0 \(size) \(size)" shape-rendering="crispEdges">\
            <title>\(title.filter { $0 != "<" && $0 != "&" })</title>\
            <path d="M0 0h\(size)v\(size)h-\(size)z" fill="#fff"/>\
            <path d="\(path)" fill="#000"/></svg>
            """
    }
}
