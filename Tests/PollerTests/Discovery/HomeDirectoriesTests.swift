import Poller
import Storage
import Testing

@Suite struct HomeDirectoriesTests {
    private static func directories(_ homes: [String: FileStatus]) -> HomeDirectories {
        HomeDirectories(files: HomesFileSystem(homes, over: PosixFileSystem()), rules: DiscoveryRules())
    }

    @Test func systemNamesAndHiddenOnesAreNoHomes() throws {
        var homes = ["/home": HomesFileSystem.directory(owner: 0)]
        for name in [
            "alice", "first.last", "a-b", "Upper", "user@REALM", "lost+found", ".snapshot", "root", "Nobody",
            "systemd-x",
            "aquota.user", "alice.bak", "bakery",
        ] { homes["/home/\(name)"] = HomesFileSystem.directory(owner: 5000) }
        #expect(
            try Self.directories(homes).homes().map(\.name)
                == ["Upper", "a-b", "alice", "bakery", "first.last", "user@REALM"])
    }

    @Test func directoriesOfOneLetterHoldHomesWhenNoUserOwnsThem() throws {
        let homes = [
            "/home": HomesFileSystem.directory(owner: 0), "/home/a": HomesFileSystem.directory(owner: 0),
            "/home/a/alice": HomesFileSystem.directory(owner: 5000), "/home/x": HomesFileSystem.directory(owner: 5001),
            "/home/x/thesis": HomesFileSystem.directory(owner: 5001),
            "/home/alice": HomesFileSystem.directory(owner: 5000),
        ]
        let found = try Self.directories(homes).homes()
        #expect(found.map(\.name) == ["alice", "x"])
        #expect(found.map(\.path) == ["/home/a/alice", "/home/x"])
    }

    @Test func aLinkIsOwnedByWhatItLeadsTo() {
        let directories = Self.directories([
            "/home/linked": HomesFileSystem.other(.symbolicLink),
            "/home/linked/.": HomesFileSystem.directory(owner: 5000),
            "/home/closed": HomesFileSystem.other(.symbolicLink), "/home/file": HomesFileSystem.other(.file),
            "/home/plain": HomesFileSystem.directory(owner: 77),
        ])
        #expect(directories.owner(of: "/home/linked") == .uid(5000))
        #expect(directories.owner(of: "/home/closed") == .unknown)
        #expect(directories.owner(of: "/home/file") == .none)
        #expect(directories.owner(of: "/home/plain") == .uid(77))
    }

    @Test func aDirectoryThatIsNotThereIsAnError() {
        #expect(throws: FileSystemError.self) { try Self.directories([:]).homes() }
    }

    @Test func theHostKnowsRootAndNotEverybody() {
        #expect(HostAccounts().uids(of: ["root", "no-such-user-here", "", "-s", "0", "ro:ot"]) == ["root": 0])
        #expect(HostAccounts().uids(of: []) == [:])
    }
}
