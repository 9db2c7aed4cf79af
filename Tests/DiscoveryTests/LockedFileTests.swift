import Testing

@testable import Discovery

struct LockedFileTests {
    @Test func theHolderIsFoundAmongOtherLocks() throws {
        let file = try #require(LockedFile(path: "/etc/passwd"))
        let table = """
            1: POSIX  ADVISORY  WRITE 10 \(file.key) 0 EOF
            2: FLOCK  ADVISORY  WRITE 11 00:01:1 0 EOF
            3: -> FLOCK  ADVISORY  WRITE 12 \(file.key) 0 EOF
            4: FLOCK  ADVISORY  WRITE 4711 \(file.key) 0 EOF
            """
        #expect(file.lockHolder(in: table) == 4_711)
        #expect(file.lockHolder(in: "") == nil)
        #expect(!file.isPseudoTerminal)
    }

    @Test func nothingAtAPathIsNoFile() {
        #expect(LockedFile(path: "/dev/no-such-port") == nil)
    }
}
