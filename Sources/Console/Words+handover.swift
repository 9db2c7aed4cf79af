/// What the handover page says around the facts. Stored, because templates read stored properties.
struct HandoverWords: Sendable {
    static let english = HandoverWords()

    let handover = "Handover"
    let backToResponse = "Back to the response"
    let printIt = "Print"
    let drillSheet = "DRILL: not a real person"
    let phone = "Telephone"
    let notRecorded = "not recorded"
    let preparedBy = "Prepared by"
    let stillRunning = "response still running"
    let onePage = "page 1 of 1"
    let onePersonEach = "one page for each person"
    let signs = "Signs"
    let firstSign = "First"
    let worstSign = "Worst"
    let latestSign = "Latest"
    let treatment = "Treatment"
    let earlierActs = "Earlier:"
    let amount = "Amount"
    let byRole = "By"
    let responseTo = "Response"
    let possibleDuplicate = "possible duplicate"
    let penLine = "Name, if the person gives one (written by hand, kept nowhere):"
    let checkpointWords =
        "The state of this site's record when this page was made. Whoever keeps this page can show "
        + "later that nothing was changed:"
    let checkpointCode = "The state of the record as a code"
    let noPrinter =
        "This station has no program to make a PDF (Debian's weasyprint); print the page from the "
        + "browser instead."
    let language = "en"
}
