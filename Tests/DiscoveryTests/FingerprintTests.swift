import Testing

@testable import Discovery

struct FingerprintTests {
    private func port(
        _ vendor: UInt16?, _ product: UInt16?, _ subsystem: String = "tty", name: String? = nil
    ) -> Candidate {
        Candidate(
            path: "/dev/ttyUSB0", subsystem: subsystem, location: "1-1:1.0", vendorID: vendor,
            productID: product, product: name, isSimulated: false)
    }

    private func guesses(_ candidate: Candidate) -> [String] {
        FingerprintTable.known.matches(for: candidate).map {
            "\($0.family) \($0.score)" + ($0.safeToWrite ? " may be written to" : "")
        }
    }

    @Test func contecsCableIsAGuessAndNoProof() {
        #expect(
            guesses(port(0x10c4, 0xea60))
                == ["contec-v7 60 may be written to", "contec-v5 50"])
    }

    @Test(arguments: ["Pulse Oximeter", "PULSE OXIMETER", "GigaDevice Pulse Oximeter"])
    func aClipIsKnownByItsName(name: String) {
        #expect(
            guesses(port(0x28e9, 0x028a, "hidraw", name: name))
                == ["contec-hid 90 may be written to"])
    }

    /// The same ids are in virtual-reality sets and battery chargers.
    @Test(arguments: ["NOLO CV1", "ISDT charger", "", nil])
    func theSameIdsUnderAnotherNameAreNoOximeter(name: String?) {
        #expect(guesses(port(0x28e9, 0x028a, "hidraw", name: name)) == [])
    }

    @Test func aKindOfPortIsPartOfTheGuess() {
        #expect(guesses(port(0x28e9, 0x028a, "tty", name: "Pulse Oximeter")) == [])
        #expect(guesses(port(0x10c4, 0xea60, "hidraw")) == [])
    }

    @Test func aDeviceWithoutAPortIsKnownByItsIds() {
        #expect(guesses(port(0x10c4, 0xea60, "usb")).first == "contec-v7 60 may be written to")
        #expect(guesses(port(0x28e9, 0x028a, "usb", name: "Pulse Oximeter")).count == 1)
        #expect(guesses(port(0x28e9, 0x028a, "usb", name: "NOLO")) == [])
    }

    @Test func anXpodIsLikelierThanAMonitorOnAnFT232() {
        #expect(
            guesses(port(0x0403, 0x6001)) == [
                "nonin-df2 40", "nonin-df7 35", "nonin-df1 25", "nonin-df8 25",
                "masimo-ascii1 20", "nellcor-ascii 20", "nonin-ascii 20",
            ])
    }

    @Test(arguments: [(0x067b, 0x2303), (0x1a86, 0x7523), (0x0403, 0x6015), (0x0403, 0x6011)])
    func anAdapterMostLikelyLeadsToAMonitor(vendor: UInt16, product: UInt16) {
        #expect(
            guesses(port(vendor, product)) == [
                "masimo-ascii1 30", "nellcor-ascii 30", "nonin-ascii 25", "nonin-df2 20",
                "nonin-df7 15", "nonin-df1 10", "nonin-df8 10",
            ])
    }

    @Test(arguments: [
        (0x10c4, 0xea61), (0x10c5, 0xea60), (0x067b, 0x2304), (0x1a86, 0x55d4), (nil, nil),
        (0x10c4, nil), (0x0403, nil),
    ])
    func otherIdsMatchNothing(vendor: UInt16?, product: UInt16?) {
        #expect(guesses(port(vendor, product)) == [])
    }

    @Test func noIdAloneIsProof() {
        #expect(FingerprintTable.known.rows.allSatisfy { (1...99).contains($0.score) })
    }

    /// Beside Contec's two, whatever has these ids may be a monitor nobody has tried writing to.
    @Test func onlyContecsAreEverWrittenTo() {
        let writable = FingerprintTable.known.rows.filter(\.safeToWrite)
        #expect(writable.map(\.family) == ["contec-v7", "contec-hid"])
    }

    @Test func aRowNamesAFamilyAndItsModels() {
        let families = [
            "contec-v5", "contec-v7", "contec-hid", "bci", "nonin-df1", "nonin-df2", "nonin-df7",
            "nonin-df8", "nonin-ascii", "nellcor-ascii", "masimo-ascii1",
        ]
        for row in FingerprintTable.known.rows {
            #expect(families.contains(row.family), "\(row.family)")
            #expect(!row.models.isEmpty, "\(row.family)")
        }
        let places = FingerprintTable.known.rows.map {
            "\($0.bus) \($0.vendorID) \(String(describing: $0.productID)) \($0.family)"
        }
        #expect(Set(places).count == places.count, "a family is in the table twice for one id")
    }

    @Test func theBestGuessComesFirst() {
        let rows = [("b", 10), ("a", 90), ("c", 50)].map {
            Fingerprint(
                vendorID: 1, productID: 2, family: $0.0, score: $0.1, safeToWrite: false)
        }
        let matches = FingerprintTable(rows: rows).matches(for: port(1, 2))
        #expect(matches.map(\.family) == ["a", "c", "b"])
    }

    @Test func aRowForAProductHoldsBeforeThoseForItsVendor() {
        let rows = [(nil, "any", 90), (2, "one", 10)].map {
            Fingerprint(
                vendorID: 1, productID: $0.0, family: $0.1, score: $0.2, safeToWrite: false)
        }
        let table = FingerprintTable(rows: rows)
        #expect(table.matches(for: port(1, 2)).map(\.family) == ["one"])
        #expect(table.matches(for: port(1, 3)).map(\.family) == ["any"])
    }

    @Test func onlyListedHumanInterfaceDevicesAreLookedAt() {
        let table = FingerprintTable.known
        #expect(table.knowsHID(vendor: 0x28e9, product: 0x028a))
        #expect(!table.knowsHID(vendor: 0x10c4, product: 0xea60))
        #expect(!table.knowsHID(vendor: 0x046d, product: 0xc31c))
        #expect(!table.knowsHID(vendor: nil, product: nil))
    }

    @Test func theKernelsIdOfAHumanInterfaceDeviceIsRead() {
        let id = HumanInterfaceID("0003:000028E9:0000028A")
        #expect(id?.vendor == 0x28e9)
        #expect(id?.product == 0x028a)
        for text in ["", "0003:28E9", "0003::", "0003:00010000:0000028A", "3:x:y", "::::"] {
            #expect(HumanInterfaceID(text) == nil, "\(text)")
        }
    }
}
