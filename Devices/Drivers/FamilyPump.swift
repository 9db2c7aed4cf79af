/// The pump of whatever family a link was told to speak: chosen once, then a plain switch per read.
public struct FamilyPump: Sendable {
    @usableFromInline
    enum Kind: Sendable {
        case contecV7(FramePump<ContecV7Decoder>)
    }

    @usableFromInline var kind: Kind

    /// Makes the pump of a family.
    public init(_ family: Family) {
        switch family {
        case .contecV7: kind = .contecV7(FramePump(ContecV7Decoder()))
        }
    }

    /// Takes bytes and hands on what they complete, in order. Never allocates.
    @inlinable
    public mutating func feed(_ bytes: Span<UInt8>, into consumer: inout some FrameConsumer) {
        switch kind {
        case .contecV7(var pump):
            pump.feed(bytes, into: &consumer)
            kind = .contecV7(pump)
        }
    }

    /// Says that nothing more comes.
    public mutating func finish(into consumer: inout some FrameConsumer) {
        switch kind {
        case .contecV7(var pump):
            pump.finish(into: &consumer)
            kind = .contecV7(pump)
        }
    }

    /// What was found so far.
    public var counters: FrameCounters {
        switch kind {
        case .contecV7(let pump): pump.counters
        }
    }
}
