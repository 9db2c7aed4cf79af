extension FamilyModel {
    /// Nonin data format 7: as format 2, with a 16-bit waveform.
    public static let noninDF7 = FamilyModel(
        bus: .serial([FamilyLine(baud: 9_600)]),
        valuePeriodMilliseconds: 1000,
        listenMilliseconds: 1500,
        framesToClaim: 25,
        talk: nil)
}
