import Hummingbird
import ResponseLog

/// What a screen remembers about itself, in three cookies: who writes on it, in
/// which role, and how it is drawn.
///
/// This is no log-in: anyone may write, and may say as whom. It only saves typing.
struct Screen: Sendable {
    static let nicknameCookie = "spotter-handle"
    static let roleCookie = "spotter-role"
    static let contrastCookie = "spotter-contrast"
    /// A shift, and then the screen forgets.
    static let keepSeconds = 12 * 3600

    let nickname: String?
    /// In which role whoever writes here helps; `nil` when nobody said.
    let role: Responder.Role?
    let contrast: Bool

    init(_ request: Request?) {
        let raw = request?.cookies[Self.nicknameCookie]?.value ?? ""
        // Spaces are kept as dots: a cookie's value may not hold them.
        let name = raw.replacing(".", with: " ")
        nickname = Self.isNickname(name) ? name : nil
        role = request?.cookies[Self.roleCookie].flatMap { Responder.Role(rawValue: $0.value) }
        contrast = request?.cookies[Self.contrastCookie]?.value == "more"
    }

    /// Letters, digits, spaces and hyphens; nothing that a page or a log must escape.
    static func isNickname(_ text: String) -> Bool {
        let plain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: " "), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        return plain && !text.isEmpty && text.utf8.count <= RequestLimits.nicknameCharacters
    }

    /// Cookies that remember a choice; an empty nickname forgets it, no role forgets that, as another
    /// person has another one, and a `nil` contrast leaves that as it is.
    static func cookies(
        nickname: String?, role: Responder.Role? = nil, contrast: Bool?
    ) -> [Cookie] {
        [
            cookie(nicknameCookie, nickname?.replacing(" ", with: ".") ?? ""),
            cookie(roleCookie, role?.rawValue ?? ""),
        ]
            + (contrast.map { [cookie(contrastCookie, $0 ? "more" : "")] } ?? [])
    }

    private static func cookie(_ name: String, _ value: String) -> Cookie {
        Cookie(
            name: name, value: value, maxAge: value.isEmpty ? 0 : keepSeconds, path: "/",
            httpOnly: true, sameSite: .strict)
    }
}
