/// What the pages for workers themselves say: a private note, check-ins, one's own shift and account.
struct WellbeingWords: Sendable {
    let title = "For myself"
    let what = "A private note: how tonight is, or anything worth keeping. Nobody asks for one."
    let whoReads =
        "It opens with its own passphrase and with nothing else. The station keeps no key. "
        + "No supervisor, no other role and no one who holds the station can read it, or see "
        + "whether there is one."
    let forgotten =
        "A forgotten passphrase cannot be replaced: the note is then lost for good."
    let howKept =
        "Looking at this page and leaving it writes nothing anywhere. Keeping a note changes one "
        + "file, which always has the same size; whoever compares copies of it can see that "
        + "someone kept or erased something between them, not who."
    let shared =
        "On a shared screen: this page's address may stay in the browser's history. The note does "
        + "not. Signing in goes by the site's network as the site has set that up."
    let notNow = "Not now"
    let openTitle = "Open what I keep"
    let open = "Open"
    let notePassphrase = "The note's passphrase"
    let writeTitle = "Write"
    let noteLabel = "Note"
    let limit = "At most so many bytes (a plain letter is one):"
    let passphraseHint =
        "Its own passphrase, at least ten characters, and not the one for signing in. Asked for "
        + "at each opening and each keeping."
    let keep = "Keep it"
    let eraseTitle = "Erase it"
    let erase = "Erase for good"
    let saved = "Kept."
    let opened = "Opened. It closes when this page is left."
    let erased = "Erased."
    let nothingOpens =
        "Nothing opens with this passphrase. Either nothing was kept with it, or it is another "
        + "one; the station cannot tell which. Nothing was changed."
    let noteLink = "A private note, if wanted"

    // Check-ins.
    let checkIn = "Want someone to check in with you?"
    let checkInNote =
        "“Yes” tells whoever has that role that this handle would like it, and the hour. It says "
        + "nothing of why and of no response, and no supervisor sees it. “Not now” and “No” leave "
        + "no trace anywhere."
    let checkInTitle = "Check-in"
    let checkIns = "Check-ins"
    let checkInsText = "Who would like someone to check in. Done, it is gone."
    let noCheckIns = "Nobody asked."
    let askedAbout = "asked about"
    let done = "Done"
    let passedOn =
        "Passed on to who checks in here: the handle and the hour, nothing else. It can be taken "
        + "back at any time."
    let withdraw = "Take it back"
    let withdrawn = "Taken back. Nothing of it is left."
    let nobodyChecksIn =
        "Nobody at this site has the role of checking in, so nothing was stored and nobody was "
        + "told. For now it has to be said to someone in person."
    let ownCheckIns = "My check-ins"

    // One's own shift.
    let loadTitle = "My load"
    let loadNote =
        "Only this page shows it. Shift and breaks are kept in the station's memory alone and are "
        + "gone when it restarts."
    let shiftBegins = "My shift begins now"
    let onBreak = "I am on a break"
    let back = "I am back"
    let forget = "Forget shift and breaks"

    // One's own account.
    let print = "Print"
    let endSession = "End"
    let deleteTitle = "Delete my account"
    let deleteText =
        "Deletes handle, title, passphrase, sessions and check-ins, and makes a private note "
        + "unreadable for ever. The handle goes from every timeline. What was done stays in the "
        + "log under random ids."
    let deleteSure = "Yes, delete it"
    let delete = "Delete my account"
    let deleteUnsure = "Nothing was deleted: the box was not ticked."
}

/// Sentences about one's own load.
extension Words {
    func load(responses: Int, hours: Int?) -> String {
        let what = responses == 1 ? "1 response" : "\(responses) responses"
        return hours.map { "\(what) in the last \($0) h" } ?? "\(what) this shift"
    }

    func shift(milliseconds: Int64) -> String { "shift began \(Self.span(milliseconds)) ago" }

    func onBreak(milliseconds: Int64) -> String { "on a break for \(Self.span(milliseconds))" }

    func lastBreak(milliseconds: Int64?) -> String {
        milliseconds.map { "last break ended \(Self.span($0)) ago" } ?? "no break noted"
    }

    /// Hours from an hour on, minutes below: nobody needs it closer.
    private static func span(_ milliseconds: Int64) -> String {
        let minutes = max(0, milliseconds / 60_000)
        return minutes < 60 ? "\(minutes) min" : "\(minutes / 60) h"
    }
}
