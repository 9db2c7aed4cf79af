import ArgumentParser
import Ledger
import People
import Store

/// `spotter user list`: every account. Reads only.
struct UserListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the accounts.")

    @OptionGroup var data: DataOption

    func run() throws {
        let people = try PeopleAtHand(data)
        for account in try people.file.snapshot().accounts.values.sorted(by: {
            $0.handle < $1.handle
        }) {
            let roles = account.roles.map(\.rawValue).sorted().joined(separator: ",")
            var words = [account.handle, roles.isEmpty ? "no role" : roles]
            if !account.title.isEmpty { words.append(account.title) }
            if account.passphrase == nil { words.append("no passphrase") }
            if account.isDisabled { words.append("disabled") }
            print(words.joined(separator: "\t"))
        }
    }
}
