extension FingerprintTable {
    /// The ids known to be in oximeters and in their cables. A rebadged model that is told apart by
    /// its name is one more row.
    public static let known = FingerprintTable(
        rows: contecCable + contecHID + noninXpod
            + adapter(0x067b, 0x2303, "with a Prolific PL2303")
            + adapter(0x1a86, 0x7523, "with a WCH CH340")
            + adapter(0x0403, nil, "with an FTDI chip"))

    /// Silicon Labs CP2102: in Contec's cable, and in printers, radios and development boards.
    private static let contecCable = [
        Fingerprint(
            vendorID: 0x10c4, productID: 0xea60, family: "contec-v7", score: 60, safeToWrite: true,
            models: "Contec CMS50D+ from firmware 4.6, CMS50E, F, I; older Pulox PO-250, 300, 400"),
        // Any byte starts the stream of some and means other things elsewhere: only listened to.
        Fingerprint(
            vendorID: 0x10c4, productID: 0xea60, family: "contec-v5", score: 50, safeToWrite: false,
            models: "Contec CMS50D, CMS50D+ below firmware 4.6, old CMS50E and F"),
    ]

    /// GigaDevice's own id, which unlike devices share: virtual-reality sets, battery chargers.
    private static let contecHID = [
        Fingerprint(
            bus: .hid, vendorID: 0x28e9, productID: 0x028a, nameContains: "Pulse Oximeter",
            family: "contec-hid", score: 90, safeToWrite: true,
            models: "Contec CMS50E hardware 2, Beurer PO 80, Pulox PO-400")
    ]

    /// FTDI FT232: in Nonin's Xpod 3012LP, and the commonest chip of RS-232 leads.
    private static let noninXpod = listeners(
        0x0403, 0x6001, "Nonin Xpod 3012LP USB, or a monitor on a lead with an FTDI FT232",
        [
            ("nonin-df2", 40), ("nonin-df7", 35), ("nonin-df8", 25), ("nonin-df1", 25),
            ("masimo-ascii1", 20), ("nellcor-ascii", 20), ("nonin-ascii", 20),
        ])

    /// A site's own RS-232 adapter, most likely on a bedside monitor.
    private static func adapter(
        _ vendor: UInt16, _ product: UInt16?, _ chip: String
    ) -> [Fingerprint] {
        listeners(
            vendor, product, "a Masimo, Nellcor or Nonin monitor on an RS-232 adapter \(chip)",
            [
                ("masimo-ascii1", 30), ("nellcor-ascii", 30), ("nonin-ascii", 25),
                ("nonin-df2", 20), ("nonin-df7", 15), ("nonin-df8", 10), ("nonin-df1", 10),
            ])
    }

    /// Families that are only listened to: nobody knows what else is on the lead.
    private static func listeners(
        _ vendor: UInt16, _ product: UInt16?, _ models: String, _ families: [(String, Int)]
    ) -> [Fingerprint] {
        families.map { family, score in
            Fingerprint(
                vendorID: vendor, productID: product, family: family, score: score,
                safeToWrite: false, models: models)
        }
    }
}
