import Glibc
import Testing

@testable import Discovery

struct UdevRulesTests {
    private let lines = UdevRules.text.split(separator: "\n", omittingEmptySubsequences: false)

    /// One file is the truth; the program carries a copy because it is installed without it.
    @Test func theProgramCarriesTheFileInTheRepository() throws {
        let here = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
        let text = try #require(SystemFiles.text(of: "\(here)/Devices/udev/\(UdevRules.fileName)"))
        #expect(text == UdevRules.text)
    }

    @Test func theFileIsReadAfterAutosuspendAndBeforeLibmtp() {
        #expect("60-autosuspend.rules" < UdevRules.fileName)
        #expect(UdevRules.fileName < "69-libmtp.rules")
        #expect(UdevRules.fileName < "73-seat-late.rules")
    }

    /// Whatever the table knows by its product, the rules give access to.
    @Test func everyIdInTheTableHasARule() {
        for row in FingerprintTable.known.rows {
            let vendor = "ATTRS{idVendor}==\"\(hexadecimal(row.vendorID))\""
            let rules = lines.filter { $0.hasPrefix(vendor) }
            #expect(!rules.isEmpty, "\(vendor)")
            if let product = row.productID {
                let id = hexadecimal(product)
                #expect(rules.contains { $0.contains(id) }, "\(vendor) \(id)")
            }
        }
    }

    /// `SUBSYSTEMS` looks at the parents too, and then at the wrong device.
    @Test func portsAreMatchedByTheirOwnSubsystem() {
        let upward = lines.filter { $0.hasPrefix("SUBSYSTEMS") }
        #expect(upward.allSatisfy { $0.hasPrefix("SUBSYSTEMS==\"usb-serial\"") })
        for subsystem in ["tty", "hidraw"] {
            #expect(lines.contains { $0.hasPrefix("SUBSYSTEM==\"\(subsystem)\"") })
        }
    }

    @Test func aJumpHasItsLabel() {
        let labels = Set(lines.compactMap { quoted(after: "LABEL=", in: $0) })
        let jumps = Set(lines.compactMap { quoted(after: "GOTO=", in: $0) })
        #expect(jumps == labels)
        #expect(labels.count == 2)
    }

    private func quoted(after key: String, in line: Substring) -> Substring? {
        guard let place = line.firstRange(of: key + "\"") else { return nil }
        return line[place.upperBound...].prefix { $0 != "\"" }
    }

    private func hexadecimal(_ id: UInt16) -> String {
        let digits = String(id, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
