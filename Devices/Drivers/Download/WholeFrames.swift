import SignalCore

/// A family's decoder for a download, which wants every frame as it is: a stored one too, since
/// only its own bytes tell whether one before it was lost.
struct WholeFrames<Base: FrameDecoder>: FrameDecoder {
    static var longestFrame: Int { Base.longestFrame }

    private var base: Base

    init(_ base: Base) { self.base = base }

    mutating func step(
        _ bytes: Span<UInt8>, at offset: Int, sample: inout Sample
    ) -> DecodeStep {
        let step = base.step(bytes, at: offset, sample: &sample)
        return if case .stored(let length) = step { .notice(length: length) } else { step }
    }
}

/// What one read held for a download: whole frames, and where bytes were none. Live samples that
/// were still on their way are passed over.
struct HeardFrames: FrameConsumer {
    enum Item {
        case frame([UInt8])
        case damage
    }

    private(set) var items: [Item] = []

    mutating func take(_ sample: Sample) {}

    mutating func notice(_ frame: Span<UInt8>) {
        items.append(.frame(frame.indices.map { frame[$0] }))
    }

    mutating func skipped(_ count: Int, at offset: UInt64, _ why: SkipReason) {
        items.append(.damage)
    }
}
