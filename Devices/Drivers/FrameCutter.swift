import SignalCore

/// Cuts bytes into pieces that each end with a live frame, so that untimed bytes can be played at a
/// frame rate. Nothing is left out: answers and noise go with the frame that follows them.
public enum FrameCutter {
    /// The pieces, in order; what follows the last live frame is the last piece.
    public static func cut(_ bytes: [UInt8], family: Family) -> [[UInt8]] {
        switch family {
        case .contecV7: cut(bytes, ContecV7Decoder())
        }
    }

    private static func cut(_ bytes: [UInt8], _ decoder: some FrameDecoder) -> [[UInt8]] {
        var decoder = decoder
        var sample = Sample()
        var pieces: [[UInt8]] = []
        var begin = 0
        var offset = 0
        scan: while offset < bytes.count {
            switch decoder.step(bytes.span, at: offset, sample: &sample) {
            case .needMore: break scan
            case .skip(let count, _): offset += count
            case .notice(let length): offset += length
            case .sample(let length):
                offset += length
                pieces.append(Array(bytes[begin..<offset]))
                begin = offset
            }
        }
        if begin < bytes.count { pieces.append(Array(bytes[begin...])) }
        return pieces
    }
}
