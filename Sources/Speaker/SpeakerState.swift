/// What the station's loudspeaker does.
public enum SpeakerState: Equatable, Sendable {
    /// Nothing was tried yet.
    case notTried
    /// It works and is quiet.
    case quiet
    /// It plays; samples went to the sound card within the last second.
    case sounding
    /// There is no such sound hardware; why, in ALSA's words.
    case missing(String)
    /// The hardware is there and did not work; why, in ALSA's words.
    case failed(String)
}
