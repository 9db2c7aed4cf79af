import Alerts
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import People
import ResponseLog
import Station

/// Turns every error into a page or a JSON sentence. Nobody ever sees a stack trace.
struct ErrorPages: RouterMiddleware {
    typealias Context = ConsoleContext
    let pages: Pages

    func handle(
        _ request: Request, context: ConsoleContext,
        next: @concurrent (Request, ConsoleContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let told = Self.told(error)
            if told.status.code >= 500 {
                context.logger.error("request failed", metadata: ["error": "\(error)"])
            }
            let caller = Caller(
                request, context, station: pages.station, settings: pages.settings)
            return Caller.$current.withValue(caller) { answer(told, to: request) }
        }
    }

    private func answer(_ error: ConsoleError, to request: Request) -> Response {
        var response =
            if request.wantsJSON {
                Response.json(status: error.status) { $0.field("error", error.sentence) }
            } else {
                pages.errorPage(error)
            }
        if let seconds = error.retryAfterSeconds {
            response.headers[.retryAfter] = String(seconds)
        }
        if error.status == .contentTooLarge { response.headers[.connection] = "close" }
        return response
    }

    /// The status and the sentence of any error.
    static func told(_ error: any Error) -> ConsoleError {
        switch error {
        case let error as ConsoleError: error
        case let error as StationError: told(error)
        case let error as LimitsError: .malformed("\(error)")
        case let error as FactError: .malformed("\(error).")
        case is NIOTooManyBytesError: Self.tooLarge
        case let error as any HTTPResponseError:
            ConsoleError(error.status, Words.english.sentence(for: error.status))
        default:
            ConsoleError(.internalServerError, Words.english.couldNot)
        }
    }

    static let tooLarge = ConsoleError(.contentTooLarge, Words.english.tooLarge)

    private static func told(_ error: StationError) -> ConsoleError {
        switch error {
        case .noSuchWatch, .noSuchIncident, .noSuchEntry, .noSuchSeat: .unknown("\(error)")
        case .notCorrectable, .impossibleTime, .inAnotherResponse, .reasonMissing, .noSeat,
            .alreadyCorrected, .noOtherEntry, .alreadyClosed:
            .malformed("\(error)")
        case .seatTaken, .simulatedAndReal: ConsoleError(.conflict, "\(error)")
        // The page keeps the touch and sends it again under its name, until the disk has it.
        case .notStoredYet:
            ConsoleError(.serviceUnavailable, "\(error)", retryAfterSeconds: 2)
        }
    }
}
