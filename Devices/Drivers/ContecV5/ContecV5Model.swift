extension FamilyModel {
    /// Contec's protocol V5.0A: five bytes at 60 a second. Old CMS50D, D+ below firmware 4.6, E, F.
    public static let contecV5 = FamilyModel(
        bus: .serial([
            FamilyLine(baud: 19_200, oddParity: true), FamilyLine(baud: 4_800, oddParity: true),
        ]),
        valuePeriodMilliseconds: 1000,
        listenMilliseconds: 1000,
        framesToClaim: 10,
        talk: nil)
}
