import Hummingbird
import Ledger
import People
import Reports
import ResponseLog
import Station
import Store

/// One's own record: what is held about me, who read it, and where I am signed in.
extension Pages {
    /// How many own entries and reads are listed.
    static let mineLines = 200

    func addMine(to router: GatedRouter) {
        let need = Need.right(.ownRecord)
        router.get("/mine", needs: need) { request, _ in try await mine(request) }
        router.post("/mine/shift", needs: need) { request, _ in
            let form = try await Form(request)
            let step: ShiftStep = try form.choice("step")
            station.people.shifts.take(step, by: try owner().id, at: station.now().boot)
            return .seeOther("/mine#load")
        }
        addOwnAccount(to: router)
    }

    private func mine(_ request: Request) async throws -> Response {
        let account = try owner()
        let checkIns = ownCheckIns(account)
        let accounts = station.people.store.snapshot.accounts
        let own = try await station.watches(writtenBy: account.handle)
        let entries = own.flatMap(\.entries).sorted { $0.index > $1.index }
        let reads = try await station.accessLog(2000).filter {
            Self.isAbout($0, account: account.id, own)
        }
        return page(
            "mine", title: Words.english.mine, request: request,
            content: [
                "handle": account.handle, "count": entries.count,
                "entries": entries.prefix(Self.mineLines).map {
                    AuditLine($0, accounts: accounts)
                },
                "reads": reads.prefix(Self.mineLines).map { AuditLine($0, accounts: accounts) },
                "sessions": sessions(of: account), "n": Words.english.wellbeing,
                "load": load(of: account, own), "onBreak": isOnBreak(account),
                "checkIns": checkIns, "hasCheckIns": !checkIns.isEmpty,
                "ask": CheckInAsk(station),
            ])
    }

    /// True for another person's reading of what I wrote, or of my account.
    private static func isAbout(_ entry: LogEntry, account: EntryID, _ own: [WatchOfMine]) -> Bool {
        guard case .access(.read(let read)) = entry.fact, read.account != account else {
            return false
        }
        if read.person == account { return true }
        return own.contains { mine in
            mine.watch == read.watch || read.incident.map(mine.incidents.contains) == true
        }
    }

}
