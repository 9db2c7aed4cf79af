import HTTPTypes
import Hummingbird
import Ledger
import People
import Station
import Store

/// A private note: "how am I tonight", or whatever a worker wants to keep. Nothing here writes down
/// that a page was read: that this one was opened, left or used is written nowhere.
extension Pages {
    /// Requests below this path do not count as using a session either.
    static let notePath = "/mine/wellbeing"

    func addNote(to router: GatedRouter) {
        let need = Need.right(.ownRecord)
        router.get("/mine/wellbeing", needs: need) { request, _ in
            notePage(NoteView(), request)
        }
        router.post("/mine/wellbeing", needs: need) { request, _ in try await saveNote(request) }
        router.post("/mine/wellbeing/open", needs: need) { request, _ in
            try await openNote(request)
        }
        router.post("/mine/wellbeing/erase", needs: need) { request, _ in
            try await eraseNote(request)
        }
    }

    private func openNote(_ request: Request) async throws -> Response {
        let form = try await Form(request)
        let account = try owner()
        let words = Words.english.wellbeing
        do throws(PrivateNoteError) {
            let text = try await station.people.openNote(
                of: account, passphrase: form.text("passphrase") ?? "")
            return notePage(
                NoteView(
                    sentence: text == nil ? words.nothingOpens : words.opened, text: text ?? "",
                    isOpen: text != nil), request)
        } catch {
            return notePage(NoteView(sentence: "\(error)"), request, status: error.status)
        }
    }

    private func saveNote(_ request: Request) async throws -> Response {
        let form = try await Form(request)
        let account = try owner()
        // Browsers send line ends as two characters; one is enough.
        let text = (form.text("text") ?? "").replacing("\r\n", with: "\n")
        let passphrase = form.text("passphrase") ?? ""
        guard passphrase == form.text("again") ?? "" else {
            return notePage(
                NoteView(sentence: Words.english.notTheSame, text: text), request,
                status: .badRequest)
        }
        do throws(PrivateNoteError) {
            try await station.people.saveNote(text, of: account, passphrase: passphrase)
        } catch {
            return notePage(
                NoteView(sentence: "\(error)", text: text), request, status: error.status)
        }
        return notePage(NoteView(sentence: Words.english.wellbeing.saved), request)
    }

    private func eraseNote(_ request: Request) async throws -> Response {
        let form = try await Form(request)
        let account = try owner()
        let words = Words.english.wellbeing
        do throws(PrivateNoteError) {
            let erased = try await station.people.eraseNote(
                of: account, passphrase: form.text("passphrase") ?? "")
            return notePage(
                NoteView(sentence: erased ? words.erased : words.nothingOpens), request)
        } catch {
            return notePage(NoteView(sentence: "\(error)"), request, status: error.status)
        }
    }

    /// Who is signed in: the gate has seen to it that someone is.
    func owner() throws -> Account {
        guard let account = Caller.current.account else {
            throw ConsoleError(.forbidden, Words.english.refusal(.signIn))
        }
        return account
    }

    private func notePage(
        _ view: NoteView, _ request: Request, status: HTTPResponse.Status = .ok
    ) -> Response {
        page(
            "wellbeing", title: Words.english.wellbeing.title, request: request,
            content: [
                "n": Words.english.wellbeing, "note": view, "longest": SealedNote.longestText,
            ], status: status)
    }
}

/// The page of a private note.
struct NoteView: Sendable {
    let sentence: String
    let hasSentence: Bool
    let text: String
    /// True while the page shows what a passphrase opened.
    let isOpen: Bool

    init(sentence: String = "", text: String = "", isOpen: Bool = false) {
        self.sentence = sentence
        hasSentence = !sentence.isEmpty
        self.text = text
        self.isOpen = isOpen
    }
}

extension PrivateNoteError {
    /// The status that goes with the sentence.
    var status: HTTPResponse.Status {
        switch self {
        case .wait: .tooManyRequests
        case .busy, .vault(.unavailable), .vault(.notWritten): .serviceUnavailable
        case .unfit, .sameAsSignIn, .vault(.tooLong): .badRequest
        }
    }
}
