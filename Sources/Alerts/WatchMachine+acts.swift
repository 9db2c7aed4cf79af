public import SignalCore

extension WatchMachine {
    /// Takes what a person does about alerts. No act ends a live condition: sound stops for a
    /// while, the light stays. On alerts that are not open it does nothing.
    public mutating func act(_ act: PersonsAct, by: String?, at: BootTime) {
        settle(at: at)
        switch act {
        case .acknowledge(let kind):
            hush(kind, .acknowledged, seconds: limits[.acknowledgeSeconds], by: by)
        case .silence(let kind, let seconds):
            let longest = limits[.silenceMaxSeconds]
            let chosen = seconds ?? limits[.silenceDefaultSeconds]
            hush(kind, .silenced, seconds: min(max(chosen, 1), longest), by: by)
        case .seen(let kind): lives.see(kind, by: by, at: now)
        case .reset(let kind):
            lives.close(reason: "reset", by: by, at: now) {
                $0.endedAt != nil && (kind == nil || kind == $0.kind)
            }
        case .samePerson: asksWhoSince = nil
        }
    }

    private mutating func hush(_ kind: AlertKind?, _ act: Hush.Act, seconds: Int, by: String?) {
        lives.hush(
            kind, act, until: now.adding(milliseconds: Int64(seconds) * 1000),
            percent: oxygen.last?.value, by: by, at: now)
    }
}
