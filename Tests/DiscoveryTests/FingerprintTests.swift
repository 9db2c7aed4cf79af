import Discovery
import Testing

struct FingerprintTests {
    private func port(_ vendor: UInt16?, _ product: UInt16?) -> Candidate {
        Candidate(
            path: "/dev/ttyUSB0", location: "1-1:1.0", vendorID: vendor, productID: product,
            isSimulated: false)
    }

    @Test func aBridgeChipIsAGuessAndNoProof() throws {
        let guess = try #require(FingerprintTable.known.matches(for: port(0x10c4, 0xea60)).first)
        #expect(guess.family == "contec-v7")
        #expect(guess.score == 60)
        #expect(guess.safeToWrite)
    }

    @Test(arguments: [(0x10c4, 0xea61), (0x10c5, 0xea60), (nil, nil), (0x10c4, nil)])
    func otherIdsMatchNothing(vendor: UInt16?, product: UInt16?) {
        #expect(FingerprintTable.known.matches(for: port(vendor, product)) == [])
    }

    @Test func noIdAloneIsProof() {
        #expect(FingerprintTable.known.rows.allSatisfy { $0.score < 100 })
    }

    @Test func theBestGuessComesFirst() {
        let rows = [("b", 10), ("a", 90), ("c", 50)].map {
            Fingerprint(
                vendorID: 1, productID: 2, family: $0.0, score: $0.1, safeToWrite: false)
        }
        let matches = FingerprintTable(rows: rows).matches(for: port(1, 2))
        #expect(matches.map(\.family) == ["a", "c", "b"])
    }
}
