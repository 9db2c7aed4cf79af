/// A fault that could not be read from its words.
public struct FaultSpecError: Error, Equatable, CustomStringConvertible {
    /// One plain sentence.
    public let description: String
}

extension Fault {
    /// The most a device's clock may be off, in millionths: a tenth.
    static let driftLimit = 100_000

    /// Reads a fault such as `silence@30+10`, `finger-out=vendor@20+5` or `drop-bytes=0.01`.
    public init(spec: String) throws(FaultSpecError) {
        self = try FaultSpec(spec).fault()
    }
}

/// The words of a fault, cut into `name=option@when`.
private struct FaultSpec {
    private let text: String
    private let verb: String
    private let option: Substring?
    private let when: Substring?

    init(_ text: String) {
        self.text = text
        let halves = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let name = halves[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        verb = String(name[0])
        option = name.count == 2 ? name[1] : nil
        when = halves.count == 2 ? halves[1] : nil
    }

    func fault() throws(FaultSpecError) -> Fault {
        guard verb != "twin" else { throw refusal(" cannot be played here: \(Fault.twinPlace)") }
        guard let name = Fault.Name(rawValue: verb) else {
            throw refusal(" is not known; there are \(Self.names)")
        }
        switch name {
        case .fingerOut: return .fingerOut(try fingerOutForm(), try window())
        case .coldFinger: return .coldFinger(try onlyWindow())
        case .motion: return .motion(try onlyWindow())
        case .searching: return .searching(try onlyWindow())
        case .sensorFault: return .sensorFault(try onlyWindow())
        case .lowBattery: return .lowBattery(try onlyWindow())
        case .clockDrift: return .clockDrift(partsPerMillion: try drift())
        case .freeze: return .freeze(try onlyWindow())
        case .silence: return .silence(try onlyWindow())
        case .babble: return .babble(try onlyWindow())
        case .dropBytes: return .dropBytes(probability: try probability())
        case .flipBits: return .flipBits(probability: try probability())
        case .halfFrames: return .halfFrames(probability: try probability())
        case .gluedFrames: return .gluedFrames(try onlyWindow())
        case .wrongBaud: return .wrongBaud(try onlyWindow())
        case .unplug: return .unplug(try onlyWindow())
        case .rename: return .rename(atSeconds: try moment())
        }
    }

    private static var names: String {
        let all = Fault.Name.allCases.map(\.rawValue)
        return all.dropLast().joined(separator: ", ") + " and " + (all.last ?? "")
    }

    private func refusal(_ what: String) -> FaultSpecError {
        FaultSpecError(description: "fault '\(text)'" + what)
    }

    private func fingerOutForm() throws(FaultSpecError) -> FingerOutForm {
        guard let option else { return .firmware }
        guard let form = FingerOutForm(rawValue: String(option)) else {
            throw refusal(": after '=' comes firmware or vendor")
        }
        return form
    }

    private func onlyWindow() throws(FaultSpecError) -> Fault.Window {
        guard option == nil else { throw refusal(": \(verb) takes no '='") }
        return try window()
    }

    private func window() throws(FaultSpecError) -> Fault.Window {
        let parts = when?.split(separator: "+", omittingEmptySubsequences: false) ?? []
        let numbers = parts.compactMap(Self.seconds)
        guard (1...2).contains(parts.count), numbers.count == parts.count else {
            throw refusal(" needs a start and a length in seconds, such as @30+10")
        }
        return Fault.Window(
            startSeconds: numbers[0], lengthSeconds: numbers.count == 2 ? numbers[1] : .infinity)
    }

    private func moment() throws(FaultSpecError) -> Double {
        guard option == nil, let when, let seconds = Self.seconds(when) else {
            throw refusal(" needs a moment in seconds and nothing else, such as @30")
        }
        return seconds
    }

    private static func seconds(_ word: Substring) -> Double? {
        Double(word).flatMap { $0 >= 0 && $0.isFinite ? $0 : nil }
    }

    private func probability() throws(FaultSpecError) -> Double {
        guard when == nil, let option, let number = Double(option), (0...1).contains(number) else {
            throw refusal(" needs a probability from 0 to 1, such as =0.01")
        }
        return number
    }

    private func drift() throws(FaultSpecError) -> Double {
        let limit = Double(Fault.driftLimit)
        guard when == nil, let option, let number = Double(option),
            (-limit...limit).contains(number)
        else {
            throw refusal(
                " needs millionths from -\(Fault.driftLimit) to \(Fault.driftLimit), such as =200")
        }
        return number
    }
}
