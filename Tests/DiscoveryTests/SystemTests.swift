import Testing

/// Everything that looks at the system: in turn, for a mock machine changes what all the process sees.
@Suite(.serialized, .timeLimit(.minutes(1)))
struct SystemTests {}
