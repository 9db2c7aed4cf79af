/// A stretch of seconds as the rules see it: never without `SampleWindow.history` seconds before it.
@safe struct SampleBlock {
    /// 32 seconds are looked at together: long enough to pay, short enough to find flat stretches.
    static var chunk: Int { 32 }

    /// Values as they came: 0 for no value.
    let raw: UnsafePointer<UInt8>
    /// Values where a second without one has the value before it.
    let filled: UnsafePointer<UInt8>
    /// For each full chunk its value when all of it is like the second before it, else 0; with the
    /// top bit when that is true of the 128 seconds before it too.
    let flat: UnsafePointer<UInt8>
    /// The number of the block's first second.
    let first: Int
    let count: Int

    /// How many chunks there are; the last may be a part of one.
    @inline(__always)
    var chunks: Int { (count + Self.chunk - 1) / Self.chunk }

    /// The seconds of a chunk, counted from the start of the block.
    @inline(__always)
    func seconds(of chunk: Int) -> Range<Int> {
        let start = chunk * Self.chunk
        return unsafe Range(uncheckedBounds: (start, min(start + Self.chunk, count)))
    }

    /// The value of a full chunk that is all like the second before it, else 0.
    @inline(__always)
    func flat(_ chunk: Int) -> UInt8 {
        (chunk + 1) * Self.chunk <= count ? unsafe flat[chunk] & 0x7F : 0
    }

    /// The same, when the 128 seconds before are alike too.
    @inline(__always)
    func steady(_ chunk: Int) -> UInt8 {
        guard (chunk + 1) * Self.chunk <= count, unsafe flat[chunk] >= 0x80 else { return 0 }
        return unsafe flat[chunk] & 0x7F
    }
}

/// The newest seconds in one piece of memory, so that a rule may look back without a ring.
///
/// Memory is taken once, at the start. Not for sharing between threads.
@safe struct SampleWindow: ~Copyable {
    /// How far back a rule may look: `jung` reaches 180 s, the steady mark 128 s.
    static var history: Int { 512 }
    static var blockSeconds: Int { 4096 }

    private let raw: UnsafeMutablePointer<UInt8>
    private let filled: UnsafeMutablePointer<UInt8>
    private let flat: UnsafeMutablePointer<UInt8>
    private var place = SampleWindow.history
    private var held: UInt8 = 0
    private var run = 0
    private(set) var seconds = 0

    private static var size: Int { history + blockSeconds }

    init() {
        unsafe raw = .allocate(capacity: Self.size)
        unsafe filled = .allocate(capacity: Self.size)
        unsafe flat = .allocate(capacity: Self.blockSeconds / SampleBlock.chunk)
        unsafe raw.initialize(repeating: 0, count: Self.size)
        unsafe filled.initialize(repeating: 0, count: Self.size)
        unsafe flat.initialize(repeating: 0, count: Self.blockSeconds / SampleBlock.chunk)
    }

    /// The last second taken, values held.
    var last: UnsafePointer<UInt8> { unsafe UnsafePointer(filled + (place - 1)) }

    deinit {
        unsafe raw.deallocate()
        unsafe filled.deallocate()
        unsafe flat.deallocate()
    }

    /// Takes one second.
    mutating func take(_ percent: UInt8) -> SampleBlock {
        if place == Self.size { makeRoom() }
        put(percent, at: place)
        return block(count: 1)
    }

    /// Takes as many of `values` as there is room for and gives them back as a block.
    mutating func take(_ values: Span<UInt8>) -> SampleBlock {
        if place == Self.size { makeRoom() }
        let count = min(values.count, Self.size - place)
        var index = 0
        unsafe values.withUnsafeBufferPointer { values in
            while index + SampleBlock.chunk <= count {
                unsafe takeChunk(values, at: index)
                index += SampleBlock.chunk
            }
            while index < count {
                unsafe put(values[index], at: place + index)
                index += 1
            }
        }
        return block(count: count)
    }

    private mutating func block(count: Int) -> SampleBlock {
        let start = place
        place += count
        seconds += count
        return unsafe SampleBlock(
            raw: UnsafePointer(raw + start), filled: UnsafePointer(filled + start),
            flat: UnsafePointer(flat), first: seconds - count, count: count)
    }

    @inline(__always)
    private mutating func takeChunk(_ values: UnsafeBufferPointer<UInt8>, at index: Int) {
        guard let base = values.baseAddress else { return }
        let chunk = unsafe UnsafeRawPointer(base + index).loadUnaligned(as: SIMD32<UInt8>.self)
        let number = index / SampleBlock.chunk
        let start = place + index
        guard held != 0, chunk == SIMD32(repeating: held) else {
            unsafe flat[number] = 0
            for inside in 0..<SampleBlock.chunk {
                unsafe put(values[index + inside], at: start + inside)
            }
            return
        }
        unsafe UnsafeMutableRawPointer(raw + start).copyMemory(from: base + index, byteCount: 32)
        unsafe UnsafeMutableRawPointer(filled + start).copyMemory(from: base + index, byteCount: 32)
        unsafe flat[number] = run >= 128 ? held | 0x80 : held
        run += SampleBlock.chunk
    }

    @inline(__always)
    private mutating func put(_ value: UInt8, at index: Int) {
        let percent = value > 100 ? 0 : value
        unsafe raw[index] = percent
        run = percent == held ? run + 1 : 0
        if percent != 0 { held = percent } else { run = 0 }
        unsafe filled[index] = held
    }

    private mutating func makeRoom() {
        let from = Self.size - Self.history
        unsafe raw.update(from: raw + from, count: Self.history)
        unsafe filled.update(from: filled + from, count: Self.history)
        place = Self.history
    }
}
