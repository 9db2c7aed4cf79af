import ArgumentParser
import Glibc
import Ledger
import Store

/// `spotter restore`: a data directory made again from a backup.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Make a data directory again from a backup.",
        discussion: """
            The ledger goes on under a new name and key; its first new entry cites the old head, and \
            older checkpoints and proofs stay good. Erasures made after the backup are not in it: \
            give the file `erasures` of the directory that is replaced, or a copy kept elsewhere.
            """)

    @Argument(help: "The backup.")
    var source: String

    @OptionGroup var data: DataOption
    @OptionGroup var passphrase: PassphraseOption

    @Option(
        help: ArgumentHelp(
            "A list of erasures to apply again, or the directory it lies in.", valueName: "file"))
    var erasures: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() async throws {
        _ = signal(SIGXFSZ, SIG_IGN)
        data.makeUsualFolders()
        let list = try BackupCommand.plainly {
            // What can be refused is refused before anyone types a passphrase.
            try Restore.mayMake(in: data.path)
            return try erasures.map(ErasureList.init(reading:))
        }
        let secret = try passphrase.existing()
        printProgress("unpacking and checking …")
        let receipt: Restore.Receipt
        do {
            receipt = try await Restore.make(
                from: source, in: data.path, passphrase: secret, erasures: list)
        } catch let error as BackupError {
            throw Refusal("\(error).")
        } catch let error as StoreError {
            throw Refusal("\(error).")
        }
        if receipt.erasures == nil {
            printProgress(
                "no list of erasures was given: what was erased after the backup is back.")
        }
        print(json ? Self.json(receipt) : words(receipt))
    }

    private func words(_ receipt: Restore.Receipt) -> String {
        """
        done: \(receipt.entries) entries, root \(receipt.root.hex), now \(receipt.origin), \
        \(receipt.erasures ?? 0) erasures applied again, in \(data.path)
        """
    }

    private static func json(_ receipt: Restore.Receipt) -> String {
        JSONText.object([
            ("entries", .integer(receipt.entries)), ("root", .text(receipt.root.hex)),
            ("takenUnixMilliseconds", .integer(receipt.takenUnixMilliseconds)),
            ("origin", .text(receipt.origin)),
            ("erasuresAppliedAgain", .integer(receipt.erasures.map(Int64.init))),
        ])
    }
}
