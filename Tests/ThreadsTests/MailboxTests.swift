import SignalCore
import Synchronization
import Testing
import Threads

@Suite("Mailbox")
struct MailboxTests {
    private let past = BootTime(nanoseconds: 0)

    @Test func givesWhatWaitsOldestFirstAndOnce() {
        let box = Mailbox<Int>(capacity: 8)
        for number in 1...3 { #expect(box.send(number)) }
        #expect(box.receive(until: past).messages == [1, 2, 3])
        let again = box.receive(until: past)
        #expect(again.messages.isEmpty)
        #expect(again.refused == 0)
    }

    @Test("what does not fit is refused, counted and told once", arguments: [0, 1, 5])
    func isBounded(capacity: Int) {
        let box = Mailbox<Int>(capacity: capacity)
        let taken = (0..<9).map { box.send($0) }
        #expect(taken == (0..<9).map { $0 < capacity })
        let (messages, refused) = box.receive(until: past)
        #expect(messages == Array(0..<capacity))
        #expect(refused == UInt64(9 - capacity))
        #expect(box.receive(until: past).refused == 0)
        #expect(box.send(1) == (capacity > 0), "there is room again")
    }

    @Test func aMessageEndsTheWaitAtOnce() {
        let box = Mailbox<Int>(capacity: 1)
        let sender = OSThread.start {
            pause(milliseconds: 50)
            box.send(7)
        }
        let began = BootClock.now()
        var messages: [Int] = []
        // A wake that came before its message was taken may end one wait early.
        while messages.isEmpty, BootClock.now().millisecondsSince(began) < 5_000 {
            messages = box.receive(until: began.adding(milliseconds: 5_000)).messages
        }
        sender.join()
        #expect(messages == [7])
        #expect(BootClock.now().millisecondsSince(began) < 3_000)
    }

    @Test func aRefusalEndsTheWaitToo() {
        let box = Mailbox<Int>(capacity: 0)
        let sender = OSThread.start {
            pause(milliseconds: 50)
            box.send(7)
        }
        let began = BootClock.now()
        let refused = box.receive(until: began.adding(milliseconds: 5_000)).refused
        sender.join()
        #expect(refused == 1)
        #expect(BootClock.now().millisecondsSince(began) < 3_000)
    }

    @Test func withoutMessagesTheDeadlineEndsTheWait() {
        let box = Mailbox<Int>(capacity: 1)
        let began = BootClock.now()
        #expect(box.receive(until: began.adding(milliseconds: 60)).messages.isEmpty)
        #expect(BootClock.now().millisecondsSince(began) >= 60)
    }

    @Test("of many senders nothing is lost or doubled and each one's order is kept")
    func manySenders() {
        let senders = 4
        let each = 2_000
        let box = Mailbox<Int>(capacity: senders * each)
        let threads = (0..<senders).map { sender in
            OSThread.start {
                for number in 0..<each { box.send(sender * each + number) }
            }
        }
        var got: [Int] = []
        let limit = BootClock.now().adding(milliseconds: 20_000)
        while got.count < senders * each, BootClock.now() < limit {
            got += box.receive(until: limit).messages
        }
        for thread in threads { thread.join() }
        #expect(got.count == senders * each)
        for sender in 0..<senders {
            let own = got.filter { $0 / each == sender }
            #expect(own == Array((sender * each)..<((sender + 1) * each)))
        }
    }
}
