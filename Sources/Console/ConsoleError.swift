import HTTPTypes

/// A request that is refused: a status and one sentence for people.
struct ConsoleError: Error, Equatable, Sendable {
    let status: HTTPResponse.Status
    let sentence: String
    var retryAfterSeconds: Int?

    init(_ status: HTTPResponse.Status, _ sentence: String, retryAfterSeconds: Int? = nil) {
        self.status = status
        self.sentence = sentence
        self.retryAfterSeconds = retryAfterSeconds
    }

    /// The request says something it cannot mean.
    static func malformed(_ sentence: String) -> ConsoleError { .init(.badRequest, sentence) }

    /// There is nothing by that name.
    static func unknown(_ sentence: String) -> ConsoleError { .init(.notFound, sentence) }
}
