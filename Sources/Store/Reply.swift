import Synchronization

/// An answer that one thread gives and one task waits for. The first answer counts; later ones are
/// dropped. Cancelling the waiting task does not take back what it asked for.
final class Reply<Value: Sendable>: Sendable {
    typealias Answer = Result<Value, StoreError>

    private enum State {
        case open
        case waiting(CheckedContinuation<Answer, Never>)
        case answered(Answer)
    }

    private let state = Mutex(State.open)

    func finish(_ answer: Answer) {
        let waiting: CheckedContinuation<Answer, Never>? = state.withLock { state in
            switch state {
            case .open:
                state = .answered(answer)
                return nil
            case .waiting(let continuation):
                state = .answered(answer)
                return continuation
            case .answered: return nil
            }
        }
        waiting?.resume(returning: answer)
    }

    /// Waits for the answer.
    func value() async throws(StoreError) -> Value {
        let answer: Answer = await withCheckedContinuation { continuation in
            let known: Answer? = state.withLock { state in
                if case .answered(let answer) = state { return answer }
                state = .waiting(continuation)
                return nil
            }
            if let known { continuation.resume(returning: known) }
        }
        return try answer.get()
    }

    /// Waits for the answer, at most so long; then says that the disk is not taking entries.
    func value(within patience: Duration) async throws(StoreError) -> Value {
        let answer: Answer = await withTaskGroup(of: Void.self) { group in
            group.addTask {
                // A cancelled sleep says nothing about the disk.
                guard (try? await Task.sleep(for: patience)) != nil else { return }
                self.finish(.failure(.storageFailing))
            }
            defer { group.cancelAll() }
            do throws(StoreError) {
                return .success(try await self.value())
            } catch {
                return .failure(error)
            }
        }
        return try answer.get()
    }
}
