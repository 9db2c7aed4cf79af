import HTTPTypes
import Hummingbird
import Ledger
import ResponseLog
import Station
import Store

/// One touch that came in, and how it is answered.
struct Act: Sendable {
    let form: Form
    let touch: Touch
    private let wantsJSON: Bool

    /// The longest a touch may wait on a screen that had lost the station: a day.
    static let longestWaitSeconds: Int64 = 86_400

    init(_ request: Request) async throws {
        form = try await Form(request)
        wantsJSON = request.wantsJSON
        let screen = Screen(request)
        // A touch without a name is still written: an emergency never waits for a full form.
        touch = Touch(
            entry: try form.id("entry") ?? .random(), by: screen.nickname,
            role: screen.role,
            doneBy: try Self.doneBy(form),
            console: "console",
            occurredSecondsAgo: try form.number("ago", in: 0...Self.longestWaitSeconds) ?? 0,
            certainty: try form.choice("certainty", or: Certainty.seen))
    }

    /// The handle of who did it, when somebody else writes it down.
    private static func doneBy(_ form: Form) throws -> String? {
        guard let name = form.text("doneBy") else { return nil }
        guard Screen.isNickname(name) else {
            throw ConsoleError.malformed(Words.english.badNickname)
        }
        return name
    }

    /// The page the form was on. Only plain paths of ours: never another site's address.
    var back: String {
        guard let path = form.text("back"), Self.isPlainPath(path) else { return "/" }
        return path
    }

    /// True for a path of ours: never another site's address.
    static func isPlainPath(_ path: String) -> Bool {
        path.hasPrefix("/") && !path.hasPrefix("//") && path.utf8.allSatisfy(isPlain)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "?"),
            UInt8(ascii: "="), UInt8(ascii: "-"), UInt8(ascii: "&"), UInt8(ascii: "#"):
            true
        default: false
        }
    }

    /// What the sender is told: the next page, or the facts.
    func done(
        next: String, receipt: Receipt? = nil, _ facts: (inout JSONWriter) -> Void = { _ in }
    ) -> Response {
        guard wantsJSON else { return .seeOther(next) }
        return .json { json in
            json.field("entry", "\(receipt?.entry ?? touch.entry)")
            json.field("index", receipt?.index)
            json.field("recordedUnixMilliseconds", receipt?.recordedUnixMilliseconds)
            json.field("next", next)
            facts(&json)
        }
    }
}
