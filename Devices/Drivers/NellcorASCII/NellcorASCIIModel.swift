extension FamilyModel {
    /// Nellcor bedside monitors: a line of text every two seconds.
    public static let nellcorASCII = FamilyModel(
        bus: .serial([FamilyLine(baud: 9_600), FamilyLine(baud: 19_200)]),
        valuePeriodMilliseconds: 2000,
        listenMilliseconds: 5000,
        framesToClaim: 2,
        talk: nil)
}
