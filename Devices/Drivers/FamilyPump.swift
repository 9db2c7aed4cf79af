/// The pump of whatever family a link was told to speak: chosen once, then a plain switch per read.
public struct FamilyPump: Sendable {
    @usableFromInline
    enum Kind: Sendable {
        case contecV5(FramePump<ContecV5Decoder>)
        case contecV7(FramePump<ContecV7Decoder>)
        case contecHID(FramePump<ContecHIDDecoder>)
        case bci(FramePump<BCIDecoder>)
        case noninDF1(FramePump<NoninDF1Decoder>)
        case noninDF2(FramePump<NoninDF2Decoder>)
        case noninDF7(FramePump<NoninDF7Decoder>)
        case noninDF8(FramePump<NoninDF8Decoder>)
        case noninASCII(FramePump<NoninASCIIDecoder>)
        case nellcorASCII(FramePump<NellcorASCIIDecoder>)
        case masimoASCII1(FramePump<MasimoASCII1Decoder>)
    }

    @usableFromInline var kind: Kind

    /// Makes the pump of a family.
    public init(_ family: Family) {
        switch family {
        case .contecV5: kind = .contecV5(FramePump(ContecV5Decoder()))
        case .contecV7: kind = .contecV7(FramePump(ContecV7Decoder()))
        case .contecHID: kind = .contecHID(FramePump(ContecHIDDecoder()))
        case .bci: kind = .bci(FramePump(BCIDecoder()))
        case .noninDF1: kind = .noninDF1(FramePump(NoninDF1Decoder()))
        case .noninDF2: kind = .noninDF2(FramePump(NoninDF2Decoder()))
        case .noninDF7: kind = .noninDF7(FramePump(NoninDF7Decoder()))
        case .noninDF8: kind = .noninDF8(FramePump(NoninDF8Decoder()))
        case .noninASCII: kind = .noninASCII(FramePump(NoninASCIIDecoder()))
        case .nellcorASCII: kind = .nellcorASCII(FramePump(NellcorASCIIDecoder()))
        case .masimoASCII1: kind = .masimoASCII1(FramePump(MasimoASCII1Decoder()))
        }
    }

    /// Takes bytes and hands on what they complete, in order. Never allocates.
    @inlinable
    public mutating func feed(_ bytes: Span<UInt8>, into consumer: inout some FrameConsumer) {
        switch kind {
        case .contecV5(var pump):
            pump.feed(bytes, into: &consumer)
            kind = .contecV5(pump)
        case .contecV7(var pump):
            pump.feed(bytes, into: &consumer)
            kind = .contecV7(pump)
        case .contecHID(var pump):
            pump.feed(bytes, into: &consumer)
            kind = .contecHID(pump)
        case .bci(var pump):
            pump.feed(bytes, into: &consumer)
            kind = .bci(pump)
        case .noninDF1(var pump):
            pump.feed(bytes, into: &consumer)
            kind = .noninDF1(pump)
        case .noninDF2(var pump):
            pump.feed(bytes, into: &consumer)
            kind = .noninDF2(pump)
        case .noninDF7(var pump):
            pump.feed(bytes, into: &consumer)
            kind = .noninDF7(pump)
        case .noninDF8(var pump):
            pump.feed(bytes, into: &consumer)
            kind = .noninDF8(pump)
        case .noninASCII(var pump):
            pump.feed(bytes, into: &consumer)
            kind = .noninASCII(pump)
        case .nellcorASCII(var pump):
            pump.feed(bytes, into: &consumer)
            kind = .nellcorASCII(pump)
        case .masimoASCII1(var pump):
            pump.feed(bytes, into: &consumer)
            kind = .masimoASCII1(pump)
        }
    }

    /// Says that nothing more comes.
    public mutating func finish(into consumer: inout some FrameConsumer) {
        switch kind {
        case .contecV5(var pump):
            pump.finish(into: &consumer)
            kind = .contecV5(pump)
        case .contecV7(var pump):
            pump.finish(into: &consumer)
            kind = .contecV7(pump)
        case .contecHID(var pump):
            pump.finish(into: &consumer)
            kind = .contecHID(pump)
        case .bci(var pump):
            pump.finish(into: &consumer)
            kind = .bci(pump)
        case .noninDF1(var pump):
            pump.finish(into: &consumer)
            kind = .noninDF1(pump)
        case .noninDF2(var pump):
            pump.finish(into: &consumer)
            kind = .noninDF2(pump)
        case .noninDF7(var pump):
            pump.finish(into: &consumer)
            kind = .noninDF7(pump)
        case .noninDF8(var pump):
            pump.finish(into: &consumer)
            kind = .noninDF8(pump)
        case .noninASCII(var pump):
            pump.finish(into: &consumer)
            kind = .noninASCII(pump)
        case .nellcorASCII(var pump):
            pump.finish(into: &consumer)
            kind = .nellcorASCII(pump)
        case .masimoASCII1(var pump):
            pump.finish(into: &consumer)
            kind = .masimoASCII1(pump)
        }
    }

    /// What was found so far.
    public var counters: FrameCounters {
        switch kind {
        case .contecV5(let pump): pump.counters
        case .contecV7(let pump): pump.counters
        case .contecHID(let pump): pump.counters
        case .bci(let pump): pump.counters
        case .noninDF1(let pump): pump.counters
        case .noninDF2(let pump): pump.counters
        case .noninDF7(let pump): pump.counters
        case .noninDF8(let pump): pump.counters
        case .noninASCII(let pump): pump.counters
        case .nellcorASCII(let pump): pump.counters
        case .masimoASCII1(let pump): pump.counters
        }
    }
}
