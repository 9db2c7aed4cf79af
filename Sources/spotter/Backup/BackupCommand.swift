import ArgumentParser
import Glibc
import Ledger
import Store

/// `spotter backup`: everything in one sealed file, while the station runs.
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy everything into one sealed file, and check it.",
        discussion: """
            The station may run meanwhile. The file is read back and the ledger in it checked before \
            this says done. Without the passphrase nobody can open it, its owner neither. The key \
            that signs checkpoints is not in it.
            """)

    @Argument(help: "The file to make; it must not exist.")
    var destination: String

    @OptionGroup var data: DataOption
    @OptionGroup var passphrase: PassphraseOption

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() throws {
        // A limit on file sizes is then an error with a sentence, and no sudden end.
        _ = signal(SIGXFSZ, SIG_IGN)
        let receipt = try Self.plainly {
            // What can be refused is refused before anyone types a passphrase.
            try Backup.mayMake(of: data.path, to: destination)
            let secret = try passphrase.fresh()
            printProgress("copying, then reading it back …")
            return try Backup.make(of: data.path, to: destination, passphrase: secret)
        }
        print(json ? Self.json(receipt) : Self.words(receipt, destination))
    }

    /// Runs a task of the store; its errors are sentences without their full stop.
    static func plainly<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as BackupError {
            throw Refusal("\(error).")
        } catch let error as StoreError {
            throw Refusal("\(error).")
        }
    }

    private static func words(_ receipt: Backup.Receipt, _ destination: String) -> String {
        """
        done: \(receipt.entries) entries, root \(receipt.root.hex), \(receipt.bytes) bytes in \
        \(destination)
        """
    }

    private static func json(_ receipt: Backup.Receipt) -> String {
        JSONText.object([
            ("entries", .integer(receipt.entries)), ("root", .text(receipt.root.hex)),
            ("bytes", .integer(receipt.bytes)), ("sha256", .text(receipt.digest.hex)),
            ("files", .integer(receipt.files)), ("verified", .flag(true)),
        ])
    }
}
