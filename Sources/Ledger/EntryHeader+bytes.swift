extension EntryHeader {
    /// The canonical bytes, as they are stored and hashed.
    public func encoded() throws(CanonicalError) -> [UInt8] {
        var members = extra
        members["version"] = .integer(version)
        members["index"] = .integer(index)
        members["entry"] = .string(entry.text)
        members["stream"] = .string(stream)
        members["kind"] = .string(kind)
        members["kindVersion"] = .integer(kindVersion)
        members["occurredUnixMilliseconds"] = .integer(occurredUnixMilliseconds)
        members["occurredCertainty"] = .string(occurredCertainty.rawValue)
        members["recordedUnixMilliseconds"] = .integer(recordedUnixMilliseconds)
        members["boot"] = .string(boot)
        members["boottimeMilliseconds"] = .integer(boottimeMilliseconds)
        members["utcOffsetMinutes"] = .integer(Int64(utcOffsetMinutes))
        members["clockSource"] = .string(clockSource)
        members["didBy"] = didBy.map { .string($0) } ?? .null
        members["wroteBy"] = wroteBy.map { .string($0) } ?? .null
        members["console"] = console.map { .string($0) } ?? .null
        members["payloadSha256"] = .string(payloadSha256.hex)
        return try CanonicalValue.object(members).encoded()
    }

    /// Reads stored bytes. Members it does not know land in `extra`.
    public init(parsing bytes: [UInt8]) throws(HeaderError) {
        var reader = try HeaderReader(bytes)
        version = try reader.number("version")
        index = try reader.number("index")
        entry = try reader.id("entry")
        stream = try reader.text("stream")
        kind = try reader.text("kind")
        kindVersion = try reader.number("kindVersion")
        occurredUnixMilliseconds = try reader.number("occurredUnixMilliseconds")
        occurredCertainty = try reader.certainty("occurredCertainty")
        recordedUnixMilliseconds = try reader.number("recordedUnixMilliseconds")
        boot = try reader.text("boot")
        boottimeMilliseconds = try reader.number("boottimeMilliseconds")
        utcOffsetMinutes = Int(try reader.number("utcOffsetMinutes"))
        clockSource = try reader.text("clockSource")
        didBy = try reader.optionalText("didBy")
        wroteBy = try reader.optionalText("wroteBy")
        console = try reader.optionalText("console")
        payloadSha256 = try reader.digest("payloadSha256")
        extra = reader.members
    }
}

/// Takes members out of a header one by one; what is left over is the unknown rest.
private struct HeaderReader {
    var members: [String: CanonicalValue]

    init(_ bytes: [UInt8]) throws(HeaderError) {
        let value: CanonicalValue
        do throws(CanonicalError) {
            value = try CanonicalValue(parsing: bytes)
        } catch {
            throw .unreadable(error)
        }
        guard let members = value.members else { throw .unreadable(.malformed(offset: 0)) }
        self.members = members
    }

    mutating func number(_ name: String) throws(HeaderError) -> Int64 {
        guard let number = members.removeValue(forKey: name)?.number else { throw .badMember(name) }
        return number
    }

    mutating func text(_ name: String) throws(HeaderError) -> String {
        guard let text = members.removeValue(forKey: name)?.text else { throw .badMember(name) }
        return text
    }

    mutating func optionalText(_ name: String) throws(HeaderError) -> String? {
        guard let value = members.removeValue(forKey: name) else { throw .badMember(name) }
        if value == .null { return nil }
        guard let text = value.text else { throw .badMember(name) }
        return text
    }

    mutating func id(_ name: String) throws(HeaderError) -> EntryID {
        let text = try text(name)
        guard let id = EntryID(text: text), id.text == text else { throw .badMember(name) }
        return id
    }

    mutating func certainty(_ name: String) throws(HeaderError) -> Certainty {
        let text = try text(name)
        guard let certainty = Certainty(rawValue: text) else { throw .badMember(name) }
        return certainty
    }

    mutating func digest(_ name: String) throws(HeaderError) -> Digest {
        let text = try text(name)
        guard let digest = Digest(hex: text) else { throw .badMember(name) }
        return digest
    }
}
