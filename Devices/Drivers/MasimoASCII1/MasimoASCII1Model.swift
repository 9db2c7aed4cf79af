extension FamilyModel {
    /// Masimo bedside monitors set to ASCII 1: a line of text a second.
    public static let masimoASCII1 = FamilyModel(
        bus: .serial([FamilyLine(baud: 9_600)]),
        valuePeriodMilliseconds: 1000,
        listenMilliseconds: 5000,
        framesToClaim: 2,
        talk: nil)
}
