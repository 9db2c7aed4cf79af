import SignalCore

/// Cuts bytes into pieces that each end with a live frame, so that untimed bytes can be played at a
/// frame rate. Nothing is left out: answers and noise go with the frame that follows them.
public enum FrameCutter {
    /// The pieces, in order; what follows the last live frame is the last piece.
    public static func cut(_ bytes: [UInt8], family: Family) -> [[UInt8]] {
        switch family {
        case .contecV5: cut(bytes, ContecV5Decoder())
        case .contecV7: cut(bytes, ContecV7Decoder())
        case .contecHID: cut(bytes, ContecHIDDecoder())
        case .bci: cut(bytes, BCIDecoder())
        case .noninDF1: cut(bytes, NoninDF1Decoder())
        case .noninDF2: cut(bytes, NoninDF2Decoder())
        case .noninDF7: cut(bytes, NoninDF7Decoder())
        case .noninDF8: cut(bytes, NoninDF8Decoder())
        case .noninASCII: cut(bytes, NoninASCIIDecoder())
        case .nellcorASCII: cut(bytes, NellcorASCIIDecoder())
        case .masimoASCII1: cut(bytes, MasimoASCII1Decoder())
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
            case .skip(let count, _), .padding(let count): offset += count
            case .notice(let length), .stored(let length): offset += length
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
