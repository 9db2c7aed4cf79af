extension FamilyModel {
    /// Nonin data format 8: four bytes a second.
    public static let noninDF8 = FamilyModel(
        bus: .serial([FamilyLine(baud: 9_600)]),
        valuePeriodMilliseconds: 1000,
        listenMilliseconds: 5000,
        framesToClaim: 4,
        talk: nil)
}
