/// A short text in a file, such as a checkpoint someone kept.
enum TextFile {
    /// The longest text read, in bytes; a checkpoint has a few hundred.
    private static let limit = 1 << 20

    static func read(_ path: String) throws -> String {
        var bytes: [UInt8] = []
        try ByteSource.forEachBlock(of: path) { block in
            guard bytes.count + block.count <= limit else {
                throw Refusal("\(path) is too large to be a checkpoint; name another file.")
            }
            for place in block.indices { bytes.append(block[place]) }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Refusal("\(path) is no text; name the file a checkpoint was kept in.")
        }
        return text
    }
}
