extension FamilyModel {
    /// Nonin data format 2: 75 five-byte frames a second with an 8-bit waveform.
    public static let noninDF2 = FamilyModel(
        bus: .serial([FamilyLine(baud: 9_600)]),
        valuePeriodMilliseconds: 1000,
        listenMilliseconds: 1500,
        framesToClaim: 25,
        talk: nil)
}
