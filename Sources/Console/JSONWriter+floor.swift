import Alerts
import Ledger
import SignalCore
import Station

/// The floor as JSON: the same fields in the live feed and in `/api/floor`.
extension JSONWriter {
    /// The station's clocks.
    mutating func write(_ now: Station.Now) {
        object { json in
            json.field("bootMilliseconds", now.boot.milliseconds)
            json.field("unixMilliseconds", now.unixMilliseconds)
            json.field("utcOffsetMinutes", now.utcOffsetMinutes)
        }
    }

    mutating func write(_ header: FloorHeader) {
        object { json in
            json.field("site", header.site)
            json.field("watchCount", header.watchCount)
            json.field("watchWords", Words.english.watches(header.watchCount))
            json.field("clockConfirmed", header.clockConfirmed)
            json.field("simulated", header.simulated)
            json.key("alerts")
            json.array(header.alerts) { $0.write($1) }
            json.field("soundWords", Words.english.sound(header.sound))
            json.field("soundIsBad", header.sound.isBad)
            json.key("sound")
            json.write(header.sounding)
            json.key("troubles")
            json.array(header.troubles) { $0.value($1) }
        }
    }

    /// What is to be heard; `null` for silence.
    private mutating func write(_ sounding: SoundingAlert?) {
        guard let sounding else { return value(String?.none) }
        object { json in
            json.field("pattern", sounding.patternName)
            json.field("priority", sounding.priority.rawName)
            json.field("unattended", sounding.isUnattended)
        }
    }

    mutating func write(_ line: Attention, showsHandles: Bool = true) {
        object { json in
            json.field("seat", line.seat)
            json.field("label", line.label)
            json.field("handle", showsHandles ? line.handle : "")
            json.field("words", line.words)
            json.field("priority", line.priority.rawName)
            json.field("marks", line.priority.marks)
            json.field("sinceMilliseconds", line.since.milliseconds)
            json.field("simulated", line.simulated)
            json.field("endedAtMilliseconds", line.ended?.at.milliseconds)
            json.field("watch", line.ended.map { "\($0.watch)" })
            json.field("kind", line.ended?.kind.rawValue)
        }
    }

    mutating func write(
        _ tile: SeatTile, now: BootTime, withStrip: Bool, showsHandles: Bool = true
    ) {
        object { json in
            json.field("seat", tile.seat)
            json.field("label", tile.label)
            json.field("version", tile.version)
            json.field("simulated", tile.isSimulated)
            json.field("tag", tile.simulatedTag)
            json.field("tone", tile.topPriority?.rawName ?? "none")
            json.writeReading(of: tile, now: now)
            json.writeOximeter(of: tile)
            if withStrip { json.field("strip", TrendPath.path(of: tile.lastTenMinutes)) }
            json.writeWatch(tile.watch, showsHandles: showsHandles)
        }
    }

    private mutating func writeReading(of tile: SeatTile, now: BootTime) {
        let current = tile.currentReading(at: now)
        let words = Words.english.signal(of: tile, now: now)
        field("spo2Percent", current?.spo2Percent)
        field("pulseBpm", current?.pulseBpm)
        field("state", current == nil ? "absent" : Words.name(of: current?.state ?? .absent))
        field("reason", Words.name(of: tile.reading?.reason ?? .gone))
        field("quality", current.map { Int($0.quality) })
        field("bars", words.bars)
        field("signalWords", words.text)
        field("readingAtMilliseconds", tile.reading?.at.milliseconds)
        field("lastSpo2Percent", tile.lastValue?.spo2Percent)
        field("lastAtMilliseconds", tile.lastValue?.at.milliseconds)
        field("slopePercentPerMinute", tile.slopeRounded)
        field("slopeWords", Words.english.slope(tile.slopeRounded))
        field("forecastWords", current == nil ? nil : Words.english.forecast(tile.forecast))
    }

    private mutating func writeOximeter(of tile: SeatTile) {
        let oximeter = tile.oximeter
        key("oximeter")
        object { json in
            json.field("state", oximeter.state.rawValue)
            json.field("words", Words.english.oximeterSentence(of: tile))
            json.field("sinceMilliseconds", oximeter.since.milliseconds)
            json.field("port", oximeter.port)
            json.field("family", oximeter.family)
            json.key("flags")
            json.array(tile.reading?.flags.names ?? []) { $0.value($1) }
        }
    }

    private mutating func writeWatch(_ watch: WatchTile?, showsHandles: Bool) {
        field("watch", watch.map { "\($0.watch)" })
        field("handle", showsHandles ? watch?.handle : watch.map { _ in "" })
        field("drill", watch?.drill ?? false)
        field("restored", watch?.restored ?? false)
        field("limitsWords", watch.map { Words.english.limits($0) })
        field("lowPercent", watch?.lowPercent)
        field("criticalPercent", watch?.criticalPercent)
        field("startedAtMilliseconds", watch?.startedAt.milliseconds)
        field("incident", watch?.incident.map { "\($0)" })
        field("incidentOpenedAtMilliseconds", watch?.incidentOpenedAt?.milliseconds)
        field("stillAsleepSinceMilliseconds", watch?.stillAsleepSince?.milliseconds)
        field("oxygenOnSinceMilliseconds", watch?.oxygenOnSince?.milliseconds)
        field("breathsSinceMilliseconds", watch?.breathsSince?.milliseconds)
        field("lastDoseAtMilliseconds", watch?.lastDoseAt?.milliseconds)
        field("doseCount", watch?.doseCount ?? 0)
        field("reCheckDueAtMilliseconds", watch?.reCheckDueAt?.milliseconds)
        field("reCheckWords", watch.flatMap { Words.english.reCheck($0) })
        key("oxygen")
        write(watch?.oxygen)
        key("awake")
        write(watch?.awake)
        field("leaving", watch?.leaving.name ?? "no")
        field("pausedSinceMilliseconds", watch?.leaving.pausedSince?.milliseconds)
        field("pausedUntilMilliseconds", watch?.leaving.pausedUntil?.milliseconds)
        field("usablePercent", watch?.usablePercent)
        field("usableWords", Words.english.usable(watch?.usablePercent))
        field("hasUnseen", watch?.hasUnseen ?? false)
        key("ended")
        array(watch?.ended ?? []) { $0.write($1) }
        field(
            "moreWords",
            Words.english.moreAlerts((watch?.alerts.count ?? 0) + (watch?.ended.count ?? 0)))
        key("alerts")
        array(watch?.alerts ?? []) { $0.write($1) }
    }

    private mutating func write(_ lamp: WatchTile.Lamp?) {
        guard let lamp else { return value(String?.none) }
        object { json in
            json.field("word", lamp.word)
            json.field("level", lamp.level.rawValue)
            json.field("atMilliseconds", lamp.at?.milliseconds)
        }
    }

    private mutating func write(_ ended: EndedTile) {
        object { json in
            json.field("kind", ended.kind.rawValue)
            json.field("words", Words.english.line(of: ended))
            json.field("endedAtMilliseconds", ended.endedAt.milliseconds)
        }
    }

    private mutating func write(_ alert: AlertTile) {
        object { json in
            json.field("kind", alert.kind.rawValue)
            json.field("words", Words.english.line(of: alert))
            json.field("priority", alert.priority.rawName)
            json.field("marks", alert.priority.marks)
            json.field("sinceMilliseconds", alert.since.milliseconds)
            json.field("escalated", alert.escalated)
            json.field("held", alert.held)
            json.field("over", alert.over)
            json.field("quietUntilMilliseconds", alert.quietUntil?.milliseconds)
            json.field("lastValuePercent", alert.lastValuePercent)
        }
    }
}

extension SeatTile {
    /// The slope in whole percent a minute; `nil` when the signal does not tell or nothing moves.
    var slopeRounded: Int? {
        guard let slope = slopePercentPerMinute, slope.isFinite, abs(slope) < 1000 else {
            return nil
        }
        let rounded = Int(slope.rounded())
        return rounded == 0 ? nil : rounded
    }
}
