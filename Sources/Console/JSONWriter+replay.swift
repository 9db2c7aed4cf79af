import Reports
import ResponseLog
import SignalCore

/// A replay as its script takes it. Every place is in whole seconds from the axis' first.
extension JSONWriter {
    mutating func write(_ replay: Replay) {
        field("fromUnixMilliseconds", replay.fromUnixMilliseconds)
        field("seconds", replay.seconds)
        field("axisBegin", SpO2Strip.axis.lowerBound)
        field("axisEnd", SpO2Strip.axis.upperBound)
        key("oxygenPercent")
        array(replay.oxygen) { $0.value($1) }
        key("pulseBpm")
        array(replay.pulse) { $0.value($1) }
        key("signal")
        array(replay.signal) { json, signal in
            json.object { json in
                json.field("second", signal.second)
                json.field("state", Words.name(of: signal.state))
                json.field("words", Words.english.replaySignal(signal))
            }
        }
        key("awake")
        array(replay.awake) { $0.write($1) }
        key("flow")
        array(replay.flow) { $0.write($1) }
        key("alerts")
        array(replay.alerts) { json, alert in
            json.object { json in
                json.field("from", alert.from)
                json.field("until", alert.until)
                json.field("priority", alert.priority)
                json.field("words", alert.words)
            }
        }
        key("entries")
        array(replay.moments) { $0.write($1) }
    }

    private mutating func write(_ step: Replay.Step) {
        object { json in
            json.field("second", step.second)
            json.field("clock", step.clock)
            json.field("words", step.words)
        }
    }

    private mutating func write(_ moment: Replay.Moment) {
        object { json in
            json.field("entry", "\(moment.row.logged.entry)")
            json.field("second", moment.second)
            json.field("clock", moment.clock)
            json.field("words", moment.row.words)
            json.field("withdrawn", moment.row.withdrawn)
            json.field("byStation", moment.row.isByStation)
        }
    }
}

extension Words {
    /// How the signal was, in the words of the floor.
    func replaySignal(_ signal: Replay.Signal) -> String {
        switch signal.state {
        case .measured: story.good
        case .unreliable: "\(story.poor): \(sentence(for: signal.reason))"
        case .absent: "\(story.none): \(sentence(for: signal.reason))"
        }
    }
}
