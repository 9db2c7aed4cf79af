import Testing

@testable import Discovery

/// News and lists from a script.
private struct ScriptedSource: PortSource {
    var news: [PortNews] = []
    var list: [Candidate] = []
    var listFails = false
    var looks = 0

    mutating func next() -> PortNews { news.isEmpty ? .nothing : news.removeFirst() }

    mutating func present() throws(DiscoveryError) -> [Candidate] {
        looks += 1
        if listFails { throw .failed(call: "scripted", errno: 5) }
        return list
    }
}

struct PortFollowerTests {
    private let one = Candidate(path: "/dev/ttyUSB0", location: "1-1:1.0", isSimulated: false)
    private let two = Candidate(path: "/dev/ttyUSB1", location: "1-2:1.0", isSimulated: false)

    @Test func whatIsHeardBetweenListeningAndListingIsToldOnce() {
        var follower = PortFollower(source: ScriptedSource(news: [.added(one)], list: [one]))
        #expect(follower.look() == [.appeared(one)])
        #expect(follower.drain() == [])
    }

    @Test func newsThatWasLostIsFoundByLookingAgain() {
        var follower = PortFollower(source: ScriptedSource(list: [one]))
        _ = follower.look()
        follower.source.list = [two]
        follower.source.news = [.unrelated, .overflowed, .unrelated]
        #expect(follower.drain() == [.disappeared(path: one.path), .appeared(two)])
        #expect(follower.source.looks == 2)
    }

    @Test func newsHeardAroundALossIsToldBeforeTheLook() {
        var follower = PortFollower(source: ScriptedSource(list: []))
        _ = follower.look()
        follower.source.list = [two]
        follower.source.news = [.added(one), .overflowed, .removed(path: one.path)]
        #expect(
            follower.drain() == [.appeared(one), .disappeared(path: one.path), .appeared(two)])
    }

    @Test func withoutLossNothingIsListedAgain() {
        var follower = PortFollower(source: ScriptedSource(news: [.added(one), .changed(one)]))
        #expect(follower.drain() == [.appeared(one), .changed(one)])
        #expect(follower.source.looks == 0)
    }

    @Test func aFailedLookTakesNothingForGone() {
        var follower = PortFollower(source: ScriptedSource(list: [one]))
        _ = follower.look()
        follower.source.listFails = true
        follower.source.news = [.overflowed]
        #expect(follower.drain() == [])
        follower.source.listFails = false
        follower.source.list = [one, two]
        #expect(follower.look() == [.appeared(two)])
    }

    @Test func aDeafSourceIsListedUntilItHearsAgain() {
        var follower = PortFollower(source: ScriptedSource(list: [one]))
        follower.source.news = [.failed]
        #expect(follower.drain() == [.appeared(one)])
        #expect(follower.isDeaf == true)
        follower.source.news = [.added(two)]
        #expect(follower.drain() == [.appeared(two)])
        #expect(follower.isDeaf == false)
    }
}
