import People
import Testing

/// Response-log section 5, "minimum necessary by view", and design rules 8 to 10.
@Suite struct AccessTests {
    private static let places: [Visitor.Place] = [.stationScreen, .console]

    private func may(_ right: Right, _ visitor: Visitor, hasAccounts: Bool = true) -> Bool {
        Access.refusal(of: right, to: visitor, hasAccounts: hasAccounts) == nil
    }

    @Test(arguments: [Right.floor, .respond], [true, false])
    func anEmergencyNeverWaitsForALogIn(right: Right, hidden: Bool) {
        for place in Self.places {
            for hasAccounts in [true, false] {
                let visitor = Visitor(place: place, isHidden: hidden)
                #expect(may(right, visitor, hasAccounts: hasAccounts))
            }
        }
    }

    /// Written out by hand from the source, not derived from the table under test.
    static let expected: [(role: Role?, rights: Set<Right>)] = [
        (nil, []),
        (.responder, [.ownRecord]),
        (.supporter, [.ownRecord, .followUps]),
        (
            .supervisor,
            [
                .ownRecord, .reviewIncidents, .aggregates, .equipment, .settings, .people, .audit,
                .enrolHere,
            ]
        ),
        (.reporter, [.ownRecord, .aggregates]),
        (.tester, [.ownRecord, .simulate]),
    ]

    @Test(arguments: expected)
    func everyRightByEveryRole(role: Role?, rights: Set<Right>) {
        let open: Set<Right> = [.none, .floor, .respond, .currentIncident]
        for place in Self.places {
            for right in Right.allCases {
                let visitor = Visitor(place: place, roles: role.map { [$0] })
                #expect(
                    may(right, visitor) == (open.contains(right) || rights.contains(right)),
                    "\(right) for \(String(describing: role)) at \(place)")
            }
        }
    }

    @Test func theTableCoversEveryRole() {
        #expect(Set(Self.expected.compactMap(\.role)) == Set(Role.allCases))
    }

    @Test(arguments: Right.allCases)
    func aStrangeDeviceSeesNothingWhoeverIsSignedIn(right: Right) {
        let everyone = Visitor(place: .strange, roles: Set(Role.allCases))
        #expect(may(right, everyone) == [.none, .enrolHere].contains(right))
        #expect(may(right, Visitor()) == (right == .none))
    }

    @Test func severalRolesAddUp() {
        let visitor = Visitor(place: .console, roles: [.reporter, .supporter])
        #expect(may(.aggregates, visitor))
        #expect(may(.followUps, visitor))
        #expect(!may(.reviewIncidents, visitor))
    }

    @Test func whoSupervisesIsNotToldWhoWantsACheckIn() {
        let both = Visitor(place: .console, roles: [.supervisor, .supporter])
        #expect(!may(.followUps, both))
        #expect(may(.audit, both))
    }

    @Test func onlyTheStationsOwnScreenMakesTheFirstAccount() {
        #expect(may(.setUp, Visitor(place: .stationScreen), hasAccounts: false))
        #expect(!may(.setUp, Visitor(place: .console), hasAccounts: false))
        #expect(!may(.setUp, Visitor(), hasAccounts: false))
        #expect(!may(.setUp, Visitor(place: .stationScreen, roles: [.supervisor])))
    }

    @Test func reviewingSaysWhatIsMissing() {
        let console = Visitor(place: .console)
        func why(_ visitor: Visitor, hasAccounts: Bool = true) -> AccessRefusal? {
            Access.refusal(of: .reviewIncidents, to: visitor, hasAccounts: hasAccounts)
        }
        #expect(why(Visitor()) == .notEnrolled)
        #expect(why(console) == .signIn)
        #expect(why(console, hasAccounts: false) == .setUpFirst)
        #expect(why(Visitor(place: .console, roles: [.responder])) == .notYours)
        #expect(
            why(Visitor(place: .console, roles: [.supervisor], isHidden: true)) == .hidden)
    }

    @Test func aResponseIsCurrentForTwoHoursAfterItsClose() {
        let hour: Int64 = 3_600_000
        #expect(Access.isCurrent(closedAt: nil, now: 100 * hour))
        #expect(Access.isCurrent(closedAt: 0, now: 2 * hour - 1))
        #expect(!Access.isCurrent(closedAt: 0, now: 2 * hour))
        #expect(Access.isCurrent(closedAt: 5 * hour, now: 0))
    }
}
