import Alerts
import Reports
import Station

/// Sentences about sound.
extension Words {
    /// Whether anything can be heard, and when someone last heard it.
    func sound(_ sound: SoundState) -> String {
        var words =
            switch (sound.consoles, sound.speakerWorks) {
            case (0, false): "SOUND OFF: nothing here sounds"
            case (0, true): "sound on at the station"
            case (1, _): "sound on"
            case (let count, _): "sound on, \(count) screens"
            }
        if let trouble = sound.speakerTrouble { words += ", station's loudspeaker: \(trouble)" }
        if let heard = sound.lastHeard {
            let at = LocalTime(
                unixMilliseconds: heard.unixMilliseconds, utcOffsetMinutes: heard.utcOffsetMinutes)
            words += " (heard \(at.minuteText)" + (heard.by.map { " by \($0)" } ?? "") + ")"
        } else {
            words += " (not tested)"
        }
        return sound.isTestOverdue ? words + ", test overdue" : words
    }
}
