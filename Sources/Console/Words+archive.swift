/// The list of responses: its search, its filters and its pages.
struct ArchiveWords: Sendable {
    let search = "Search"
    let searched = "Handle, seat, day (2027-01-05), act or outcome"
    let notesToo = "Notes are searched too."
    let notesNot = "Notes are searched only for people who may read them."
    let kind = "Which"
    let open = "only those still open"
    let severity = "At least"
    let from = "From"
    let to = "To"
    let show = "Show"
    let clear = "Show all"
    let newer = "Newer"
    let older = "Older"
    let pages = "Pages of the list"
    let nothingFound = "No response was found."
    let doses = "doses"
    let badDay = "A day is written as 2027-01-05."

    func kind(_ kind: IncidentSearch.Kind) -> String {
        switch kind {
        case .any: "all"
        case .real: "real"
        case .drill: "drills"
        }
    }
}
