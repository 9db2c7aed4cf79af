/// A fault that could not be read from its words.
public struct FaultSpecError: Error, Equatable, CustomStringConvertible {
    /// One plain sentence.
    public let description: String
}

extension Fault {
    /// How faults are written, for help texts. T and D are seconds of simulated time since the start.
    public static let grammar = """
        finger-out@T+D            no finger for D seconds from T on, as real firmware says it
        finger-out=vendor@T+D     the same, as the vendor's document says it
        freeze@T+D                the last frame is sent again and again
        silence@T+D               nothing is sent, not even answers
        unplug@T+D                the port goes away and comes back after D seconds
        drop-bytes=P              each byte is lost with probability P, 0 to 1
        flip-bits=P               each byte has one bit turned with probability P, 0 to 1
        Without +D the fault lasts to the end.
        """

    /// Reads a fault such as `silence@30+10`, `finger-out=vendor@20+5` or `drop-bytes=0.01`.
    public init(spec: String) throws(FaultSpecError) {
        let halves = spec.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let name = halves[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let verb = String(name[0])
        let option = name.count == 2 ? name[1] : nil
        let when = halves.count == 2 ? halves[1] : nil
        switch verb {
        case "finger-out":
            self = .fingerOut(try Self.form(option, in: spec), try Self.window(when, in: spec))
        case "freeze", "silence", "unplug":
            guard option == nil else {
                throw FaultSpecError(description: "fault '\(spec)': \(verb) takes no '='")
            }
            self = Self.named(verb, try Self.window(when, in: spec))
        case "drop-bytes":
            self = .dropBytes(probability: try Self.probability(option, when, in: spec))
        case "flip-bits":
            self = .flipBits(probability: try Self.probability(option, when, in: spec))
        default:
            throw FaultSpecError(
                description: "fault '\(spec)' is not known; there are finger-out, freeze, silence, "
                    + "unplug, drop-bytes and flip-bits")
        }
    }

    private static func named(_ verb: String, _ window: Window) -> Fault {
        switch verb {
        case "freeze": .freeze(window)
        case "silence": .silence(window)
        default: .unplug(window)
        }
    }

    private static func form(
        _ word: Substring?, in spec: String
    ) throws(FaultSpecError) -> FingerOutForm {
        guard let word else { return .firmware }
        guard let form = FingerOutForm(rawValue: String(word)) else {
            throw FaultSpecError(
                description: "fault '\(spec)': after '=' comes firmware or vendor")
        }
        return form
    }

    private static func window(
        _ words: Substring?, in spec: String
    ) throws(FaultSpecError) -> Window {
        let parts = words?.split(separator: "+", omittingEmptySubsequences: false) ?? []
        let numbers = parts.compactMap { Double($0) }
        guard (1...2).contains(parts.count), numbers.count == parts.count,
            numbers.allSatisfy({ $0 >= 0 && $0.isFinite })
        else {
            throw FaultSpecError(
                description: "fault '\(spec)' needs a start and a length in seconds, such as @30+10"
            )
        }
        return Window(
            startSeconds: numbers[0], lengthSeconds: numbers.count == 2 ? numbers[1] : .infinity)
    }

    private static func probability(
        _ word: Substring?, _ when: Substring?, in spec: String
    ) throws(FaultSpecError) -> Double {
        guard when == nil, let word, let number = Double(word), (0...1).contains(number) else {
            throw FaultSpecError(
                description: "fault '\(spec)' needs a probability from 0 to 1, such as =0.01")
        }
        return number
    }
}
