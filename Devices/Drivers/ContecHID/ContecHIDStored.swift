/// What a decoder remembers of records: the lengths that were announced, and the record under way.
@usableFromInline
struct ContecHIDStored: Sendable {
    /// The device holds at most so many records.
    private static let mostRecords = 99

    /// Announced seconds of each record; 0 where none were announced.
    private var lengths = InlineArray<99, UInt32>(repeating: 0)
    private var manualLength: UInt32?
    private var stream = ContecHIDAuto(isOxygen: true, announced: nil)
    private var quantity: UInt8 = 0
    /// Which record the last stream of each quantity was, from 0.
    private var oxygenRecord = -1
    private var pulseRecord = -1

    /// Remembers what a heading says of a record's length.
    mutating func hear(_ bytes: Span<UInt8>, at offset: Int) {
        switch bytes[offset] {
        case ContecHIDMessage.autoRecord:
            let index = Int(bytes[offset + 3])
            guard (1...Self.mostRecords).contains(index) else { return }
            // The first record of a list: what an earlier list said is over.
            if index == 1 { forgetList() }
            lengths[index - 1] = ContecHIDRecord.seconds(bytes, at: offset)
        case ContecHIDMessage.manualRecord:
            let seconds = ContecHIDRecord.seconds(bytes, at: offset)
            manualLength = seconds == 0 ? nil : seconds
        default: break
        }
    }

    private mutating func forgetList() {
        for place in 0..<Self.mostRecords { lengths[place] = 0 }
        oxygenRecord = -1
        pulseRecord = -1
        quantity = 0
    }

    /// The seconds of a stored message.
    @usableFromInline
    mutating func seconds(_ frame: Span<UInt8>) -> ContecHIDSeconds {
        guard frame[0] == ContecHIDMessage.storedAuto else {
            return ContecHIDManual.seconds(frame, announced: manualLength)
        }
        if frame[2] != quantity || ContecHIDAuto.sequence(frame) == 0 { begin(frame[2]) }
        return stream.seconds(frame)
    }

    /// A stream begins. Data does not say which record it is of, so records are taken in the order
    /// of the list; the same quantity over again before it was complete is the same record asked
    /// for again.
    private mutating func begin(_ next: UInt8) {
        let isSame = next == quantity && stream.remaining.map { $0 > 0 } == true
        let isOxygen = next == ContecHIDRecord.oxygen
        if !isSame {
            if isOxygen { oxygenRecord += 1 } else { pulseRecord += 1 }
        }
        quantity = next
        let place = isOxygen ? oxygenRecord : pulseRecord
        let length = place < Self.mostRecords ? lengths[place] : 0
        stream = ContecHIDAuto(isOxygen: isOxygen, announced: length == 0 ? nil : length)
    }
}

/// What headings and requests of records have in common.
enum ContecHIDRecord {
    /// How a request and its data name oxygen.
    static let oxygen: UInt8 = 0x01
    /// How a request and its data name the pulse.
    static let pulse: UInt8 = 0x02

    /// A record's length; it stands at the same place in both headings.
    static func seconds(_ bytes: Span<UInt8>, at offset: Int) -> UInt32 {
        UInt32(bytes[offset + 10]) | UInt32(bytes[offset + 11]) << 7
            | UInt32(bytes[offset + 12]) << 14
    }
}
