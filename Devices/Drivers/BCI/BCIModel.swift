extension FamilyModel {
    /// BCI and Berry: five bytes at 100 a second.
    public static let bci = FamilyModel(
        bus: .serial([
            FamilyLine(baud: 115_200), FamilyLine(baud: 9_600), FamilyLine(baud: 19_200),
        ]),
        valuePeriodMilliseconds: 1000,
        listenMilliseconds: 1000,
        framesToClaim: 10,
        talk: nil)
}
