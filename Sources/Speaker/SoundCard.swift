import CAlsa
import Glibc
import Sounds

/// An open ALSA output of one channel and 16 bits. For one thread.
@safe struct SoundCard: ~Copyable {
    static let rate = 48_000
    /// 20 ms: how late the end of a sound can be noticed.
    static let chunk = 960

    struct Refusal: Error {
        let code: Int32
        var isMissing: Bool {
            code == -ENOENT || code == -ENODEV || code == -ENXIO || code == -EINVAL
        }
        static let stuck = -EIO
        var words: String { unsafe String(cString: snd_strerror(code)) }
    }

    private let handle: OpaquePointer

    /// Opens the device. Never waits for one that is in use: EBUSY comes at once.
    init(device: String) throws(Refusal) {
        var opened: OpaquePointer?
        let status = unsafe snd_pcm_open(
            &opened, device, SND_PCM_STREAM_PLAYBACK, Int32(SND_PCM_NONBLOCK))
        guard status == 0, let handle = unsafe opened else { throw Refusal(code: status) }
        // 100 ms of latency: long enough for a busy machine, short against a burst.
        let set = unsafe snd_pcm_set_params(
            handle, SND_PCM_FORMAT_S16_LE, SND_PCM_ACCESS_RW_INTERLEAVED, 1, UInt32(Self.rate), 1,
            100_000)
        guard set == 0 else {
            unsafe snd_pcm_close(handle)
            throw Refusal(code: set)
        }
        unsafe self.handle = unsafe handle
    }

    deinit { unsafe snd_pcm_close(handle) }

    /// Writes what the card takes now: 0 when it is full. Mends an underrun or a suspend once.
    func write(_ samples: borrowing Span<Int16>) throws(Refusal) -> Int {
        let first = put(samples)
        if first >= 0 { return first }
        if first == -Int(EAGAIN) { return 0 }
        // ESTRPIPE answers EAGAIN to a resume until the card is awake: asked again later.
        let mended = unsafe snd_pcm_recover(handle, Int32(first), 1)
        if mended == -EAGAIN { return 0 }
        guard mended == 0 else { throw Refusal(code: mended) }
        let second = put(samples)
        if second == -Int(EAGAIN) { return 0 }
        guard second >= 0 else { throw Refusal(code: Int32(second)) }
        return second
    }

    private func put(_ samples: borrowing Span<Int16>) -> Int {
        unsafe samples.withUnsafeBufferPointer { buffer in
            unsafe snd_pcm_writei(handle, buffer.baseAddress, snd_pcm_uframes_t(buffer.count))
        }
    }
}
