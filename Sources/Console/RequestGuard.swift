import HTTPTypes
import Hummingbird

/// Refuses requests that no page of ours makes: another site's, another name's, or oversized ones.
struct RequestGuard: RouterMiddleware {
    typealias Context = ConsoleContext
    let settings: ConsoleSettings

    func handle(
        _ request: Request, context: ConsoleContext,
        next: @concurrent (Request, ConsoleContext) async throws -> Response
    ) async throws -> Response {
        guard request.uri.string.utf8.count <= RequestLimits.addressBytes else {
            throw ConsoleError(.uriTooLong, Words.english.addressTooLong)
        }
        guard let authority = request.head.authority, answers(to: Self.host(of: authority)) else {
            throw ConsoleError(.misdirectedRequest, Words.english.wrongName)
        }
        if request.method != .get, request.method != .head {
            guard comesFromOurPage(request, authority: authority) else {
                throw ConsoleError(.forbidden, Words.english.otherSite)
            }
        }
        return try await next(request, context)
    }

    /// A name that another site points at this machine (DNS rebinding) is none of ours. An address
    /// cannot be pointed elsewhere, so any is taken when we listen on all of them.
    func answers(to host: String) -> Bool {
        if host == "localhost" || host == "[::1]" || host.hasPrefix("127.") && Self.isAddress(host)
        {
            return true
        }
        let ours = [settings.host.lowercased()] + settings.otherHosts.map { $0.lowercased() }
        if ours.contains(host) || ours.contains(where: { "[\($0)]" == host }) { return true }
        let listensOnAll = settings.host == "0.0.0.0" || settings.host == "::"
        return listensOnAll && (Self.isAddress(host) || host.hasPrefix("["))
    }

    /// Browsers say where a write comes from: in Sec-Fetch-Site where the page is trustworthy to
    /// them, in Origin everywhere. A script on the machine itself says neither.
    private func comesFromOurPage(_ request: Request, authority: String) -> Bool {
        if let site = request.headers[.secFetchSite] {
            return site == "same-origin" || site == "none"
        }
        guard let origin = request.headers[.origin] else { return true }
        return origin == "http://\(authority)" || origin == "https://\(authority)"
    }

    /// The host of `host:port`, in lower case.
    static func host(of authority: String) -> String {
        let text = authority.lowercased()
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") { return String(text[...end]) }
        return String(text.prefix { $0 != ":" })
    }

    private static func isAddress(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }
}

extension HTTPField.Name {
    static let secFetchSite = Self("Sec-Fetch-Site") ?? .origin
    static let contentSecurityPolicy = Self("Content-Security-Policy") ?? .origin
    static let contentTypeOptions = Self("X-Content-Type-Options") ?? .origin
    static let referrerPolicy = Self("Referrer-Policy") ?? .origin
}
