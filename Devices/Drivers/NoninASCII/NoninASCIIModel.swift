extension FamilyModel {
    /// Nonin table units: a line of text a second.
    public static let noninASCII = FamilyModel(
        bus: .serial([FamilyLine(baud: 9_600)]),
        valuePeriodMilliseconds: 1000,
        listenMilliseconds: 5000,
        framesToClaim: 2,
        talk: nil)
}
