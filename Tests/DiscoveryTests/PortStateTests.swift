import Testing

@testable import Discovery

struct PortStateTests {
    private static let all: [(PortState, String)] = [
        (.free, "free"), (.autosuspend(isAsleep: false), "autosuspend"),
        (.autosuspend(isAsleep: true), "suspended"), (.notReady, "not-ready"),
        (.busy(holder: nil), "busy"), (.busy(holder: "minicom"), "busy"),
        (.takenByModemManager, "taken-by-modemmanager"), (.takenByBrltty, "taken-by-brltty"),
        (.noPermission(isHID: false), "no-permission"),
        (.noPermission(isHID: true), "no-permission"), (.noDriver(module: nil), "no-driver"),
        (.noDriver(module: "cp210x"), "no-driver"),
        (.unknownDevice(path: "/dev/ttyUSB3"), "unknown-device"), (.missing, "missing"),
    ]

    @Test(arguments: all)
    func aStateHasANameAndOneSentence(state: PortState, name: String) {
        #expect(state.name == name)
        guard let advice = state.advice else {
            #expect(state == .free, "only a free port needs nothing")
            return
        }
        #expect(advice.hasSuffix("."))
        #expect(!advice.dropLast().contains(". "), "one sentence: \(advice)")
        #expect(
            advice.first?.isUppercase == true || advice.hasPrefix("ModemManager")
                || advice.hasPrefix("brltty") || advice.hasPrefix("minicom"))
    }

    @Test func theSentenceNamesWhoAndWhatToDo() {
        #expect(PortState.busy(holder: "minicom").advice?.hasPrefix("minicom is using it") == true)
        for state in [PortState.takenByModemManager, .takenByBrltty, .noPermission(isHID: true)]
            + [.autosuspend(isAsleep: true), .autosuspend(isAsleep: false)]
        {
            #expect(state.advice?.contains("spotter devices install-rules") == true, "\(state)")
        }
        #expect(PortState.busy(holder: "spotter").advice?.hasPrefix("Spotter is reading") == true)
        #expect(PortState.takenByBrltty.advice?.contains("brltty") == true)
        #expect(PortState.autosuspend(isAsleep: true).advice?.contains("autosuspend") == true)
        #expect(PortState.noDriver(module: "cp210x").advice?.contains("modprobe cp210x") == true)
        #expect(
            PortState.unknownDevice(path: "/dev/ttyUSB3").advice?
                .contains("--port /dev/ttyUSB3:FAMILY") == true)
    }
}
