import ArgumentParser
import People

/// Where a backup's passphrase comes from: never an argument, which every user of the machine sees.
struct PassphraseOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A file whose first line is the passphrase (else it is asked for).", valueName: "file"))
    var passphraseFile: String?

    /// The passphrase a backup is opened with.
    func existing() throws -> String {
        try passphraseFile.map(Self.firstLine) ?? TypedSecret.read("Passphrase of the backup: ")
    }

    /// A passphrase for a new backup, asked for twice: a slip would be found too late.
    func fresh() throws -> String {
        if let passphraseFile {
            let passphrase = try Self.firstLine(passphraseFile)
            try Self.check(passphrase)
            return passphrase
        }
        let passphrase = try TypedSecret.read("Passphrase for the backup: ")
        try Self.check(passphrase)
        guard try TypedSecret.read("The same again: ") == passphrase else {
            throw Refusal("the two are not the same; begin again.")
        }
        return passphrase
    }

    private static func check(_ passphrase: String) throws {
        guard let problem = PassphraseRule.problem(of: passphrase, handle: "") else { return }
        throw Refusal(
            "that passphrase is \(problem.rawValue.replacing("-", with: " ")); take at least "
                + "\(PassphraseRule.shortest) characters, such as a few words.")
    }

    private static func firstLine(_ path: String) throws -> String {
        var bytes: [UInt8] = []
        try ByteSource.forEachBlock(of: path) { block in
            guard bytes.count + block.count <= 4_096 else {
                throw Refusal("\(path) is too large to hold a passphrase; name another file.")
            }
            for place in block.indices { bytes.append(block[place]) }
        }
        guard let text = String(validating: bytes, as: UTF8.self),
            let line = text.split(whereSeparator: \.isNewline).first
        else { throw Refusal("\(path) holds no passphrase; its first line must be one.") }
        return String(line)
    }
}
