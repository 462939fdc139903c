import ForwardingFileSystem
import Foundation
import Poller
import Scoreboard
import Storage
import Testing

/// Where opt-outs are looked for, and what happens when that place cannot be looked at.
@Suite struct OptOutSourceTests {
    @Test func homesThatCannotBeLookedAtDecideNothing() throws {
        let site = try PrivacyBench()
        try site.optOut(home: "quendolyn")
        try site.list("gwen")
        try site.poll()
        try site.optIn(home: "quendolyn")
        try site.optOut(home: "bob")
        for code in [EACCES, EIO, ESTALE] {
            let homes = site.homes
            try site.poll(files: ForbiddingFileSystem(files: site.files, isHidden: { $0.hasPrefix(homes) }, code: code))
            #expect(try site.leaks(of: ["quendolyn", "gwen"]) == [], "\(code)")
            #expect(try site.board().map(\.user).contains("bob"))
        }
        // A home that is on no list and cannot be looked at does not keep somebody away whom the list released.
        try site.list("")
        let homes = site.homes
        try site.poll(files: ForbiddingFileSystem(files: site.files, isHidden: { $0.hasPrefix(homes) }))
        #expect(try site.leaks(of: ["quendolyn"]) == [])
        #expect(try site.board().first?.user == "gwen")
        try site.poll()
        #expect(try site.leaks(of: ["bob"]) == [])
        #expect(try site.board().map(\.user).contains("quendolyn"))
    }

    @Test func everyHomeIsLookedAtOnceAPublication() throws {
        let site = try PrivacyBench()
        try site.poll()
        var commit = SliceCommit(cluster: site.bench.directory, files: site.files)
        let publisher = BoardPublisher(
            root: site.root, files: site.files, clock: site.bench.clock, rules: site.bench.settings.publication)
        // Nine people have jobs; the name of one, with a slash, is no home's.
        #expect(
            try publisher.publish(site.bench.directory, users: nil, with: &commit)
                == OptOutOutcome(moved: 0, homesLookedAt: 8))
        try site.list("cy")
        try site.optOut(home: "bob")
        #expect(try publisher.publish(site.bench.directory, users: nil, with: &commit).moved == 2)
        #expect(try publisher.publish(site.bench.directory, users: nil, with: &commit).moved == 0)
    }

    @Test func aNameIsNoPath() throws {
        let names = ["..", ".", "../ann", "ann/../bob", "a\u{0}b", String(repeating: "n", count: 300), ""]
        let site = try PrivacyBench(
            names.enumerated().flatMap { place, name in
                (1...3).map { PollSessionTests.job(UInt32(place * 10 + $0), user: name) }
            })
        // What such a path would find.
        for path in ["/.slurm_scoreboard_optout", "/../.slurm_scoreboard_optout"] {
            try Data().write(to: URL(fileURLWithPath: site.homes + path))
        }
        defer { try? FileManager.default.removeItem(atPath: site.homes + "/../.slurm_scoreboard_optout") }
        try site.poll()
        #expect(try site.board().count == names.count)
    }

    @Test func aListThatCannotBeReadStopsThePublication() throws {
        let site = try PrivacyBench()
        try site.list("quendolyn")
        let list = site.root.optOutList
        #expect(throws: FileSystemError.self) {
            try site.poll(files: ForbiddingFileSystem(files: site.files, isClosed: { $0 == list }))
        }
        #expect(try site.leaks(of: ["quendolyn"]) == [])
        #expect(try !site.bench.paths().contains("leaderboards/boards.bin"))
        try site.files.remove(list)
        try site.files.createDirectory(list)
        #expect(throws: (any Error).self) { try site.poll() }
        #expect(try !site.bench.paths().contains("leaderboards/boards.bin"))
        #expect(try site.bench.paths().contains("config/optout.txt"), "the site's list is not moved")
        try site.files.removeDirectory(list)
        try site.list("quendolyn")
        try site.poll()
        #expect(try site.leaks(of: ["quendolyn"]) == [])
        #expect(try site.board().count == 7)
    }

    /// The register is lost, or damaged, while homes cannot be looked at; and no other cluster shows them either.
    @Test(arguments: [nil, [1, 2, 3]] as [[UInt8]?])
    func aLostRegisterShowsNobody(content: [UInt8]?) throws {
        let site = try PrivacyBench()
        try site.optOut(home: "quendolyn")
        try site.poll()
        let register = site.bench.directory.path(of: .optOuts)
        if let content { try site.files.atomicWrite(register, content) } else { try site.files.remove(register) }
        try FileManager.default.removeItem(atPath: site.homes)
        try site.poll("negishi", (1...3).map { PollSessionTests.job($0, user: "quendolyn") })
        #expect(try site.leaks(of: ["quendolyn"]) == [])
        try site.poll()
        #expect(try site.leaks(of: ["quendolyn"]) == [])
        #expect(try OptOutRegister(decoding: site.files.read(register), path: register).found == ["quendolyn"])
    }

    @Test func damageKeepsThemAway() throws {
        let month = PollBench.noon.day.month
        for file in [
            ClusterFile.withheldRollup(month), .dailyRollup(month), .monthlyRollup(month), .seenIdentities(month),
        ] {
            for isRemoved in [true, false] {
                let site = try PrivacyBench()
                try site.optOut(home: "quendolyn")
                try site.poll()
                let expected = try site.rollups()
                let path = site.bench.directory.path(of: file)
                if isRemoved { try site.files.remove(path) } else { try site.files.atomicWrite(path, [7]) }
                #expect(try site.problems().contains { $0.severity == .damage }, "\(file)")
                _ = try DoctorRepair(
                    root: site.root, files: site.files, clock: site.bench.clock, rules: site.bench.settings.publication
                ).repair(site.bench.directory)
                #expect(try site.leaks(of: ["quendolyn"]) == [], "\(file)")
                try site.poll()
                #expect(try site.rollups() == expected, "\(file)")
                #expect(try site.leaks(of: ["quendolyn"]) == [], "\(file)")
            }
        }
    }

    /// Whoever is not of the group looks: what is private is not damage, and anything else still is.
    @Test func anOnlookersDoctorSaysWhatItMayNotRead() throws {
        let site = try PrivacyBench()
        try site.optOut(home: "quendolyn")
        try site.poll()
        let path = site.root.path
        let onlooker = ForbiddingFileSystem(
            files: site.files,
            isClosed: { file in
                ["/state/withheld/", "/state/steps/", "/state/optouts.json"].contains(where: file.contains)
                    && file.hasPrefix(path)
            })
        #expect(try site.problems(files: onlooker) == [])
        let all = try Doctor(root: site.root, files: onlooker, clock: site.bench.clock).examine([site.bench.directory])
        #expect(all.contains { $0.severity == .fine && $0.message.contains("private files may not be read by you") })
        let daily = site.bench.directory.path(of: .dailyRollup(PollBench.noon.day.month))
        let bytes = try site.files.read(daily)
        try site.files.atomicWrite(daily, Array(bytes.dropLast(9)))
        #expect(try site.problems(files: onlooker).contains { $0.path == daily && $0.severity == .damage })
    }

    @Test func privateFilesThatOthersCanReadAreTold() throws {
        let site = try PrivacyBench()
        try site.list("quendolyn")
        try site.poll()
        let withheld = site.bench.directory.path(of: .withheldRollup(PollBench.noon.day.month))
        for path in [withheld, site.root.optOutList] {
            #expect(chmod(path, 0o664) == 0)
            let found = try site.problems()
            #expect(found.map(\.path) == [path] && found.map(\.subject) == [.rights])
            #expect(chmod(path, 0o660) == 0)
        }
        #expect(try site.problems() == [])
    }
}
