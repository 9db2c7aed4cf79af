import Drivers
import Glibc

/// Sessions from oximeters' memories, a file each, in the data directory's `downloads`.
///
/// A file's name says which session it holds, so what is there need not be fetched again. A file is
/// written under another name first: what has its proper name is whole.
struct DownloadArchive {
    let folder: String

    init(dataDirectory: String) throws {
        folder = dataDirectory + "/downloads"
        guard unsafe mkdir(folder, 0o700) == 0 || errno == EEXIST else {
            throw Refusal(
                "\(folder) cannot be made; name the station's data directory with --data.")
        }
    }

    /// The sessions that are here. One without a date cannot be told from others and is not among
    /// them.
    func held(_ family: Family) -> Set<StoredSession.Identity> {
        Set(names().compactMap { Self.identity(of: $0, family) })
    }

    private func names() -> [String] {
        guard let stream = unsafe opendir(folder) else { return [] }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            names.append(
                unsafe withUnsafePointer(to: &entry.pointee.d_name) { start in
                    unsafe start.withMemoryRebound(to: CChar.self, capacity: 256) {
                        unsafe String(cString: $0)
                    }
                })
        }
        return names
    }

    /// Keeps a session; the path of its file. One without a date is fetched each time, for its number
    /// does not tell it from others; when it is here already, second for second, it is not kept twice.
    func keep(_ download: DownloadedSession, at host: HostClock) throws -> String {
        if download.session.identity.start == nil, let same = sameUndated(download) { return same }
        let path = folder + "/" + Self.name(of: download.session, at: host)
        let fresh = path + ".part"
        guard let stream = unsafe fopen(fresh, "we") else {
            throw Refusal("\(path) cannot be written; is the disk full?")
        }
        let bytes = Array(Self.text(of: download, at: host).utf8)
        let written = unsafe fwrite(bytes, 1, bytes.count, stream) == bytes.count
        let flushed = unsafe fflush(stream) == 0 && fsync(fileno(stream)) == 0
        let closed = unsafe fclose(stream) == 0
        guard written, flushed, closed, unsafe rename(fresh, path) == 0 else {
            unsafe unlink(fresh)
            throw Refusal("\(path) cannot be written; is the disk full?")
        }
        // Without this a power cut could forget the name after the device was told to delete.
        let directory = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if directory >= 0 {
            fsync(directory)
            close(directory)
        }
        return path
    }

    private func sameUndated(_ download: DownloadedSession) -> String? {
        let key = download.session.identity
        let prefix = "\(key.family.rawValue)_user\(key.user)_session\(key.segment)_undated-"
        let rows = Self.rows(of: download)
        return names().filter { $0.hasPrefix(prefix) && $0.hasSuffix("_\(key.seconds)s.csv") }
            .map { folder + "/" + $0 }
            .first { path in
                (try? TextFile.read(path))?.hasSuffix("\n" + rows) ?? false
            }
    }

    /// `contec-v7_user0_session1_20210515T120642_213s.csv`
    static func name(of session: StoredSession, at host: HostClock) -> String {
        let key = session.identity
        let start =
            key.start.map { compact($0.text) } ?? "undated-fetched-" + compact(host.local.text)
        return "\(key.family.rawValue)_user\(key.user)_session\(key.segment)_\(start)"
            + "_\(key.seconds)s.csv"
    }

    private static func compact(_ date: String) -> String {
        String(date.compactMap { $0 == " " ? "T" : $0.isNumber ? $0 : nil })
    }

    /// The session a file's name tells of; `nil` for any other file.
    static func identity(of name: String, _ family: Family) -> StoredSession.Identity? {
        let parts = name.split(separator: "_").map(String.init)
        guard parts.count == 5, parts[0] == family.rawValue, parts[4].hasSuffix("s.csv"),
            let user = number(parts[1], after: "user"),
            let segment = number(parts[2], after: "session"),
            let seconds = Int(parts[4].dropLast(5)), let start = date(parts[3])
        else { return nil }
        return StoredSession.Identity(
            family: family, user: user, segment: segment, start: start, seconds: seconds)
    }

    private static func number(_ text: String, after word: String) -> UInt8? {
        text.hasPrefix(word) ? UInt8(text.dropFirst(word.count)) : nil
    }

    private static func date(_ text: String) -> DeviceDate? {
        guard text.count == 15, text.dropFirst(8).first == "T" else { return nil }
        let digits = Array(text.filter(\.isNumber))
        guard digits.count == 14 else { return nil }
        func field(_ from: Int, _ count: Int) -> Int {
            Int(String(digits[from..<(from + count)])) ?? -1
        }
        return DeviceDate(
            year: field(0, 4), month: field(4, 2), day: field(6, 2), hour: field(8, 2),
            minute: field(10, 2), second: field(12, 2))
    }

    private static func text(of download: DownloadedSession, at host: HostClock) -> String {
        let key = download.session.identity
        return """
            # A session from an oximeter's memory, one line a second.
            # family: \(key.family.rawValue), user \(key.user), session \(key.segment)
            # began: \(startWords(download.session.start))
            # fetched: \(host.local.text) by this computer's clock, UTC\(host.offset)
            # announced: \(key.seconds) s, here: \(download.seconds.count) s

            """ + rows(of: download)
    }

    /// The session itself, without what is known of it.
    private static func rows(of download: DownloadedSession) -> String {
        var text = "second,spo2Percent,pulseBpm,perfusionIndexPercent\n"
        for (place, second) in download.seconds.enumerated() {
            text += "\(place),\(cell(second.spo2Percent)),\(cell(second.pulseBpm)),"
            text += (second.perfusionHundredths.map(hundredths) ?? "") + "\n"
        }
        return text
    }

    /// What is known of a session's start, with its doubt.
    static func startWords(_ clock: DeviceClock) -> String {
        switch clock {
        case .none: "not known: the device has no clock, or it was never set"
        case .unlikely(let text): "not known: the device says \(text), which cannot be right"
        case .unverified(let date):
            "\(date.text) by the device's own clock, which nobody has checked"
        }
    }

    private static func cell(_ value: (some BinaryInteger)?) -> String {
        value.map { "\($0)" } ?? ""
    }

    private static func hundredths(_ value: UInt16) -> String {
        "\(value / 100).\(value % 100 < 10 ? "0" : "")\(value % 100)"
    }
}

/// This computer's own clock, as people here read it.
struct HostClock {
    /// The local date and time.
    var local: DeviceDate
    /// Its distance from UTC, such as `-08:00`.
    var offset: String

    /// Now; `nil` when the clock shows no date at all.
    static var now: HostClock? {
        var seconds = time(nil)
        var parts = unsafe tm()
        guard unsafe localtime_r(&seconds, &parts) != nil else { return nil }
        let local = unsafe DeviceDate(
            year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday),
            hour: Int(parts.tm_hour), minute: Int(parts.tm_min), second: min(Int(parts.tm_sec), 59))
        let minutes = unsafe Int(parts.tm_gmtoff) / 60
        guard let local else { return nil }
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }
        let sign = minutes < 0 ? "-" : "+"
        return HostClock(
            local: local, offset: sign + two(abs(minutes) / 60) + ":" + two(abs(minutes) % 60))
    }
}
