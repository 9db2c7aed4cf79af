/// What stands where no whole frame does: so many bytes to skip, or the start of a frame.
///
/// Decoders whose frames come fast look for a gap in a function of their own and make the step from
/// it in place. The compiler then sees that no frame can come of it, and keeps the fast path short.
@usableFromInline
struct Gap {
    /// Bytes to skip; 0 when more bytes will tell.
    @usableFromInline var count: Int
    /// Why they are no frame.
    @usableFromInline var why: SkipReason

    /// More bytes will tell.
    static var open: Gap { Gap(count: 0, why: .truncated) }

    /// The step of a decoder that stands before this gap.
    @inlinable
    @inline(__always)
    var step: DecodeStep { count == 0 ? .needMore : .skip(count: count, why: why) }
}
