import NIOCore

/// Writes JSON by hand into one buffer that is used again: the live feed's hot path.
///
/// Numbers are whole; what is `nil` becomes `null`. Keys are ours and need no escaping.
struct JSONWriter {
    var buffer = ByteBuffer()
    private var needsComma = false

    mutating func object(_ fill: (inout JSONWriter) -> Void) {
        begin("{")
        fill(&self)
        end("}")
    }

    mutating func array<Element>(
        _ elements: some Sequence<Element>, _ write: (inout JSONWriter, Element) -> Void
    ) {
        begin("[")
        for element in elements { write(&self, element) }
        end("]")
    }

    mutating func key(_ key: StaticString) {
        comma()
        buffer.writeInteger(UInt8(ascii: "\""))
        buffer.writeStaticString(key)
        buffer.writeStaticString("\":")
        needsComma = false
    }

    mutating func value(_ number: (some BinaryInteger)?) {
        comma()
        if let number { buffer.writeString("\(number)") } else { buffer.writeStaticString("null") }
        needsComma = true
    }

    mutating func value(_ flag: Bool) {
        comma()
        buffer.writeStaticString(flag ? "true" : "false")
        needsComma = true
    }

    mutating func value(_ text: String?) {
        comma()
        if let text { quote(text) } else { buffer.writeStaticString("null") }
        needsComma = true
    }

    mutating func field(_ name: StaticString, _ number: (some BinaryInteger)?) {
        key(name)
        value(number)
    }

    mutating func field(_ name: StaticString, _ flag: Bool) {
        key(name)
        value(flag)
    }

    mutating func field(_ name: StaticString, _ text: String?) {
        key(name)
        value(text)
    }

    /// Bytes that are not part of a value, such as an event's name. The next value starts afresh.
    mutating func raw(_ text: StaticString) {
        buffer.writeStaticString(text)
        needsComma = false
    }

    /// Bytes that this writer made before.
    mutating func raw(_ other: ByteBuffer) {
        buffer.writeImmutableBuffer(other)
        needsComma = false
    }

    private mutating func begin(_ bracket: StaticString) {
        comma()
        buffer.writeStaticString(bracket)
        needsComma = false
    }

    private mutating func end(_ bracket: StaticString) {
        buffer.writeStaticString(bracket)
        needsComma = true
    }

    private mutating func comma() {
        if needsComma { buffer.writeInteger(UInt8(ascii: ",")) }
    }

    private mutating func quote(_ text: String) {
        buffer.writeInteger(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): buffer.writeStaticString("\\\"")
            case UInt8(ascii: "\\"): buffer.writeStaticString("\\\\")
            case 0..<0x20: escape(byte)
            default: buffer.writeInteger(byte)
            }
        }
        buffer.writeInteger(UInt8(ascii: "\""))
    }

    private mutating func escape(_ byte: UInt8) {
        let digits = String(byte, radix: 16)
        buffer.writeString("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
    }
}
