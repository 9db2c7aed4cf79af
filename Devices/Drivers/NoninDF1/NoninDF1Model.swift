extension FamilyModel {
    /// Nonin data format 1: three bytes a second.
    public static let noninDF1 = FamilyModel(
        bus: .serial([FamilyLine(baud: 9_600)]),
        valuePeriodMilliseconds: 1000,
        listenMilliseconds: 5000,
        framesToClaim: 4,
        talk: nil)
}
