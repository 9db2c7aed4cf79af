import HTTPTypes
import Hummingbird
import People
import Station

/// What is shown instead of a page someone may not see: what may be done about it, in one sentence.
extension Pages {
    func refused(
        _ refusal: AccessRefusal, _ request: Request, _ caller: Caller
    ) throws -> Response {
        let words = Words.english
        if request.wantsJSON || request.method != .get && request.method != .head {
            throw ConsoleError(.forbidden, words.refusal(refusal))
        }
        switch refusal {
        case .notEnrolled:
            return door(.enrol, sentence: words.refusal(refusal), status: .forbidden)
        case .signIn: return .seeOther("/sign-in?next=" + Self.nextPath(request))
        case .setUpFirst where caller.visitor.place == .stationScreen: return .seeOther("/setup")
        case .setUpFirst, .notYours, .hidden:
            throw ConsoleError(.forbidden, words.refusal(refusal))
        }
    }

    /// The page to go on to, as a part of an address.
    private static func nextPath(_ request: Request) -> String {
        let path = request.uri.path
        return Act.isPlainPath(path) ? path : "/"
    }

    /// A page for someone who is not in yet: it shows nothing of the site but its doors.
    func door(
        _ which: Door, sentence: String? = nil, next: String = "/",
        status: HTTPResponse.Status = .ok
    ) -> Response {
        let caller = Caller.current
        let isStrange = caller.visitor.place == .strange
        return piece(
            "door",
            content: [
                "assets": Assets.root, "sentence": sentence ?? "", "hasSentence": sentence != nil,
                "next": next, "isSignIn": which == .signIn, "isSetUp": which == .setUp,
                "isEnrol": which == .enrol, "isStrange": isStrange, "canGoBack": !isStrange,
                "enrolsHere": which == .enrol && isStrange
                    && caller.visitor.roles?.contains(.supervisor) == true,
                "title": Words.english.door(which),
            ], status: status)
    }

    enum Door: Sendable {
        case signIn
        case setUp
        case enrol
    }
}
