/// The seconds of one message from the memory, of one quantity, in place.
@usableFromInline
struct ContecHIDSeconds: Sendable {
    /// A message holds at most 42; as many more as half of it may have waited from the last one.
    @usableFromInline var values = InlineArray<64, UInt8>(repeating: 0)
    @usableFromInline var count = 0
    /// Oxygen in percent; otherwise pulse in beats a minute.
    @usableFromInline let isOxygen: Bool

    init(isOxygen: Bool) { self.isOxygen = isOxygen }

    /// Adds a second: a value in its range, 0 for everything else, which is no value.
    mutating func add(_ value: Int) {
        let range = isOxygen ? 1...100 : 1...254
        values[count] = range.contains(value) ? UInt8(value) : 0
        count += 1
    }

    /// A second of the message; `nil` when it holds no value.
    @inlinable
    subscript(_ place: Int) -> UInt8? {
        values[place] == 0 ? nil : values[place]
    }
}
