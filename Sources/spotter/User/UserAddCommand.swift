import ArgumentParser
import Ledger
import People
import Store

/// `spotter user add`: a new account.
struct UserAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add an account; its passphrase is asked for.")

    @OptionGroup var data: DataOption

    @Argument(help: "The handle, such as \"ASH 1\". No names.")
    var handle: String

    @Option(help: "What the account may do; may be given again.")
    var role: [Role]

    @Option(help: "The site's own title for the role.")
    var title = ""

    @Flag(help: "Without a passphrase: the handle can be tapped, and cannot sign in.")
    var noPassphrase = false

    func run() throws {
        let people = try PeopleAtHand(data)
        let hash = noPassphrase ? nil : try PeopleAtHand.passphrase(for: handle)
        let account = try people.write(
            .add(
                handle: handle, title: title, roles: Set(role), passphrase: hash, by: nil,
                now: people.now))
        print("added \(account.handle)")
    }
}
