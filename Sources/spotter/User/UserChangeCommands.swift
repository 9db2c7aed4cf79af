import ArgumentParser
import Ledger
import People
import Store

/// `spotter user disable`: the account can do nothing any more; its sessions end.
struct UserDisableCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable", abstract: "Disable an account and end its sessions.")

    @OptionGroup var data: DataOption
    @Argument var handle: String

    func run() throws {
        let people = try PeopleAtHand(data)
        let account = try people.account(handle)
        _ = try people.write(.disable(account.id, by: nil, now: people.now))
        print("disabled \(account.handle)")
    }
}

/// `spotter user enable`: the account works again, with the passphrase it had.
struct UserEnableCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable", abstract: "Enable an account again.")

    @OptionGroup var data: DataOption
    @Argument var handle: String

    func run() throws {
        let people = try PeopleAtHand(data)
        let account = try people.account(handle)
        _ = try people.write(.disable(account.id, false, by: nil, now: people.now))
        print("enabled \(account.handle)")
    }
}

/// `spotter user passphrase`: a new passphrase; all sessions of the account end.
struct UserPassphraseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "passphrase", abstract: "Set a new passphrase and end the sessions.")

    @OptionGroup var data: DataOption
    @Argument var handle: String

    func run() throws {
        let people = try PeopleAtHand(data)
        let account = try people.account(handle)
        let hash = try PeopleAtHand.passphrase(for: account.handle)
        _ = try people.write(.passphrase(account.id, hash, by: nil, now: people.now))
        print("new passphrase for \(account.handle)")
    }
}
