import HTTPTypes
import Hummingbird
import NIOCore

extension Request {
    /// True when the sender is a script that wants facts, not a page.
    var wantsJSON: Bool {
        headers[.accept]?.contains("application/json") == true || uri.path.hasPrefix("/api/")
    }

    /// One value of the address's query.
    func query(_ name: String) -> String? {
        uri.queryParameters[Substring(name)].map(String.init)
    }
}

extension Response {
    /// A JSON object.
    static func json(
        status: HTTPResponse.Status = .ok, _ fill: (inout JSONWriter) -> Void
    ) -> Response {
        var writer = JSONWriter()
        writer.object { fill(&$0) }
        return Response(
            status: status, headers: [.contentType: "application/json; charset=utf-8"],
            body: ResponseBody(byteBuffer: writer.buffer))
    }

    /// A page, or a piece of one.
    static func html(status: HTTPResponse.Status = .ok, _ text: String) -> Response {
        Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// Sends a browser on after a write, so that reloading does not write again.
    static func seeOther(_ path: String) -> Response {
        Response(status: .seeOther, headers: [.location: path])
    }
}
