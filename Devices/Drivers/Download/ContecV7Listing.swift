/// Which of a Contec V7's sessions has been asked for, and what was told of it.
struct ContecV7Listing: Sendable {
    /// A session as far as the device told.
    struct Entry: Sendable {
        var user: UInt8
        var segment: UInt8
        var userName = ""
        var bytes = 0
        var date: (year: Int, month: Int, day: Int)?
        var time: (hour: Int, minute: Int, second: Int)?

        /// The session; a second takes so many bytes.
        func session(bytesEach: Int, hostDate: DeviceDate?) -> StoredSession {
            let (start, identified) = clock(hostDate: hostDate)
            return StoredSession(
                identity: .init(
                    family: .contecV7, user: user, segment: segment, start: identified,
                    seconds: bytes / bytesEach),
                start: start, userName: userName)
        }

        /// The start, and the same as a date if it is one.
        private func clock(hostDate: DeviceDate?) -> (DeviceClock, DeviceDate?) {
            guard let date else { return (.none, nil) }
            var figures = ClockFigures(
                year: date.year, month: date.month, day: date.day, hour: 0, minute: 0, second: 0)
            guard let time else {
                // A day alone is no start: midnight would be made up.
                return (.unlikely(String(figures.text.prefix(10))), nil)
            }
            figures.hour = time.hour
            figures.minute = time.minute
            figures.second = time.second
            return (figures.clock(hostDate: hostDate), figures.date)
        }
    }

    /// Users the device counts, at least one.
    var users = 1
    /// Segments of the user whose turn it is.
    var segments = 0
    /// The session that is being asked about.
    var entry = Entry(user: 0, segment: 0)

    /// Whether this user has another segment; it becomes the one asked about.
    mutating func goToNextSegment() -> Bool {
        guard Int(entry.segment) + 1 < min(segments, 255) else { return false }
        entry = Entry(
            user: entry.user, segment: entry.segment + 1, userName: entry.userName)
        return true
    }

    /// Whether there is another user, who becomes the one asked about.
    mutating func goToNextUser() -> Bool {
        guard Int(entry.user) + 1 < min(users, 255) else { return false }
        entry = Entry(user: entry.user + 1, segment: 0)
        return true
    }
}
