public import ArgumentParser
import Ledger
public import People
import Store

/// `spotter user`: accounts, from the machine itself. Works beside a running station, which sees a
/// change within a second and writes it into the ledger.
struct UserCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Accounts of people who review.",
        subcommands: [
            UserAddCommand.self, UserListCommand.self, UserDisableCommand.self,
            UserEnableCommand.self, UserPassphraseCommand.self,
        ])
}

extension Role: ExpressibleByArgument {}

/// The file of people in a data directory, and what is done with it.
struct PeopleAtHand {
    let file: PeopleFile
    let now = WallClock.system().now().recordedUnixMilliseconds

    init(_ data: DataOption) throws {
        do throws(StoreError) {
            file = try PeopleFile(directory: data.path)
        } catch {
            throw Refusal("\(error).")
        }
    }

    func write<Value: Sendable>(_ change: PeopleChange<Value>) throws -> Value {
        do throws(PeopleError) {
            return try file.write(change)
        } catch {
            throw Refusal("\(error).")
        }
    }

    func account(_ handle: String) throws -> Account {
        do throws(PeopleError) {
            if let account = try file.snapshot().account(handle: handle) { return account }
        } catch {
            throw Refusal("\(error).")
        }
        throw Refusal("there is no account \(handle); `spotter user list` shows those there are.")
    }

    /// Asks for a passphrase on standard input and gives its kept form.
    static func passphrase(for handle: String) throws -> PassphraseHash {
        let passphrase = try TypedSecret.read("Passphrase for \(handle): ")
        if let problem = PassphraseRule.problem(of: passphrase, handle: handle) {
            throw Refusal(
                "that passphrase is \(problem.rawValue.replacing("-", with: " ")); take at least "
                    + "\(PassphraseRule.shortest) characters, such as a few words.")
        }
        guard let hash = PassphraseHash.make(passphrase) else {
            throw Refusal("there is not enough memory to hash a passphrase (64 MiB).")
        }
        return hash
    }
}
