import CAlsa

/// ALSA prints what it does not like to standard error. The state says it instead.
enum ALSAErrors {
    static func silence() {
        spotter_alsa_be_quiet()
    }
}
