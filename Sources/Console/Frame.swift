import Hummingbird
import Ledger
import People
import Reports
import SignalCore
import Sounds
import Station
import Store

/// What stands around every page: title, header, and the numbers the scripts start from.
struct Frame: Sendable {
    let title: String
    let site: String
    let assets = Assets.root
    let theme: String
    let nickname: String
    let writer: String
    /// In which role whoever writes here helps, as chosen on this screen.
    let roles: [HelperRoleView]
    let hasContrast: Bool
    let back: String
    let clock: String
    let clockShort: String
    let bootMilliseconds: Int64
    let unixMilliseconds: Int64
    let utcOffsetMinutes: Int
    let watches: String
    let clockDoubtful: Bool
    let simulated: Bool
    let troubles: [String]
    let needs: Needs?
    let soundPatterns = SoundPattern.json
    let soundWords: String
    let soundIsBad: Bool
    let soundEntry = "\(EntryID.random())"
    /// True on a screen someone hid.
    let hidden = Caller.current.visitor.isHidden
    /// Who is signed in.
    let signedIn = Caller.current.account?.handle
    let reviewsPeople = Caller.current.visitor.roles?.contains(.supervisor) == true
    /// True for who is told of check-ins.
    let checksIn: Bool
    /// Handles to tap.
    let handles: [String]
    let respondEntry = "\(EntryID.random())"
    let clockEntry = "\(EntryID.random())"

    init(station: Station, request: Request?, title: String) {
        let now = station.now()
        let floor = station.board.everything()
        let header = floor.header
        let screen = Screen(request)
        let wall = LocalTime(
            unixMilliseconds: now.unixMilliseconds, utcOffsetMinutes: now.utcOffsetMinutes)
        self.title = title
        let roles = Caller.current.visitor.roles ?? []
        checksIn = roles.contains(.supporter) && !roles.contains(.supervisor)
        site = header.site
        theme = screen.contrast ? "contrast" : "plain"
        nickname = screen.nickname ?? ""
        writer = screen.nickname ?? Words.english.nobodyChosen
        self.roles = HelperRoleView.list(chosen: screen.role)
        hasContrast = screen.contrast
        back = request?.uri.string ?? "/"
        clock = wall.text
        clockShort = wall.minuteText
        bootMilliseconds = now.boot.milliseconds
        unixMilliseconds = now.unixMilliseconds
        utcOffsetMinutes = now.utcOffsetMinutes
        watches = Words.english.watches(header.watchCount)
        clockDoubtful = !header.clockConfirmed
        simulated = header.simulated
        troubles = header.troubles
        needs = Needs(Attention.list(of: floor.tiles, station: header.alerts))
        soundWords = Words.english.sound(header.sound)
        soundIsBad = header.sound.isBad
        handles = station.people.store.snapshot.listed.map(\.handle)
    }
}
