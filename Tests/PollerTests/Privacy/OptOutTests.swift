import ForwardingFileSystem
import Foundation
import Poller
import Scoreboard
import Storage
import Testing

/// Whoever opts out is in no file that others read, and is back with the right numbers.
@Suite struct OptOutTests {
    /// The names that files hold, and those that users have in accounting.
    static let hidden = ["quendolyn", "zoë-q", "zo%c3%ab-q", "gwen", "x/y", "x%2fy"]

    private static func optOutAll(_ site: PrivacyBench) throws {
        try site.optOut(home: "quendolyn")
        try site.optOut(home: "zoë-q")
        try site.list("# who asked by mail\r\nGwen@site.edu  # left in May\n\nX/Y\n")
    }

    @Test func whoOptedOutBeforeTheFirstPollIsNeverShown() throws {
        let site = try PrivacyBench()
        try Self.optOutAll(site)
        // Not even between the commits of a first poll.
        for _ in 0..<100 {
            let isCaughtUp = try site.bench.poll(files: site.files).isCaughtUp
            #expect(try site.leaks(of: Self.hidden) == [])
            if isCaughtUp { break }
        }
        let everybody = try PrivacyBench()
        try everybody.poll()
        #expect(try site.rollups() == everybody.rollups(), "they are counted all the same")
        #expect(try site.problems() == [])
    }

    @Test func aCommitAloneShowsNobodyWhoOptedOut() throws {
        let site = try PrivacyBench()
        try Self.optOutAll(site)
        var shown = 0
        for number in stride(from: 1, through: 400, by: 3) {
            let files = CrashingFileSystem(root: site.root.path, failsAt: number)
            _ = try? site.bench.poll(files: files)
            #expect(try site.leaks(of: Self.hidden) == [], "after change \(number)")
            shown += try site.leaks(of: ["bob"]).count
            guard files.changeCount >= number else { break }
        }
        #expect(shown > 0)
    }

    @Test func whoOptsOutDisappearsAndLeavesNoGap() throws {
        let site = try PrivacyBench()
        try site.poll()
        let before = try site.board()
        #expect(before.map(\.user) == ["gwen", "dot.ted", "x/y", "zoë-q", "quendolyn", "cy", "bob", "ann"])
        #expect(before.map(\.jobs) == [10, 9, 8, 7, 6, 5, 4, 3])
        for name in ["gwen", "quendolyn"] { #expect(try site.leaks(of: [name]).count > 4) }
        // What was set aside earlier tells of them too.
        let old = site.bench.directory.path(of: .dailyRollup(PollBench.noon.day.month)) + ".20261101T000000Z.bad"
        try site.files.atomicWrite(old, Array("quendolyn".utf8))
        let broken = site.bench.directory.stateDirectory + "/commit.20261101T000000Z.bad/7"
        try site.files.createDirectories(broken)
        try site.files.atomicWrite(broken + "/0", Array("gwen".utf8))
        try Self.optOutAll(site)
        try site.poll()
        #expect(try site.leaks(of: Self.hidden) == [])
        #expect(try site.files.read(old) == Array("quendolyn".utf8), "what was set aside is kept")
        let rows = [("dot.ted", 9), ("cy", 5), ("bob", 4), ("ann", 3)].enumerated().map {
            PrivacyBench.Row(rank: $0.offset + 1, user: $0.element.0, jobs: $0.element.1)
        }
        #expect(try site.board() == rows)
        #expect(try site.board("clusters/hammer/agg/leaderboards/alltime.json") == rows)
        #expect(try site.problems().filter { !$0.message.contains("set aside") } == [])
        // And stays away, when nothing new has happened and when everything is made anew.
        try site.poll()
        try BoardPublisher(
            root: site.root, files: site.files, clock: site.bench.clock, rules: site.bench.settings.publication
        ).rebuild()
        #expect(try site.leaks(of: Self.hidden) == [])
    }

    /// Their jobs go on being counted meanwhile.
    @Test func whoComesBackHasTheNumbersOfSomebodyWhoWasNeverAway() throws {
        let (site, everybody) = (try PrivacyBench(), try PrivacyBench())
        for each in [site, everybody] { try each.poll() }
        try Self.optOutAll(site)
        for (number, step) in [600, 600, 86_400].enumerated() {
            for each in [site, everybody] {
                each.bench.clock.advance(seconds: Int64(step))
                let end = each.bench.clock.now().seconds - 400
                for (place, user) in ["quendolyn", "gwen", "ann"].enumerated() {
                    each.bench.sacct.records.append(
                        PollSessionTests.job(UInt32(1000 + number * 10 + place), user: user, end: end))
                }
                try each.poll()
            }
            #expect(try site.leaks(of: Self.hidden) == [])
        }
        try site.optIn(home: "quendolyn")
        try site.optIn(home: "zoë-q")
        try site.list("")
        for each in [site, everybody] { try each.poll() }
        let (found, wanted) = (try site.contents(), try everybody.contents())
        #expect(Set(found.keys) == Set(wanted.keys))
        for (name, bytes) in wanted {
            // How long the next slice of history is, is measured; and the sums say of which files they are.
            guard !name.hasSuffix("poll_cursor.json"), !name.hasSuffix("state/windows.bin") else { continue }
            #expect(found[name] == bytes, "\(name)")
        }
        #expect(try site.board().first { $0.user == "quendolyn" }?.jobs == 9)
        #expect(try site.problems() == [])
    }

    @Test func anotherClustersPollerDoesNotShowThem() throws {
        let site = try PrivacyBench()
        try site.poll()
        let elsewhere = [
            PollSessionTests.job(1, user: "dora"), PollSessionTests.job(2, user: "dora"),
            PollSessionTests.job(3, user: "dora"), PollSessionTests.job(4, user: "quendolyn"),
        ]
        try site.list("gwen\n")
        try site.optOut(home: "quendolyn")
        // hammer is not polled since.
        try site.poll("negishi", elsewhere)
        let merged = ["leaderboards/alltime.json", "leaderboards/boards.bin"]
        #expect(try site.leaks(of: ["gwen", "quendolyn"]).allSatisfy { $0.hasPrefix("clusters/hammer/") })
        #expect(try site.board().map(\.user) == ["dot.ted", "x/y", "zoë-q", "cy", "bob", "ann", "dora"])
        #expect(try site.board().map(\.rank) == [1, 2, 3, 4, 5, 6, 6])
        #expect(try site.problems().filter { merged.contains($0.path ?? "") } == [])
        // Now with homes that the other cluster does not have: it takes the word of the first.
        try FileManager.default.removeItem(atPath: site.homes + "/quendolyn")
        try site.poll()
        #expect(try site.leaks(of: ["gwen", "quendolyn"]) == [])
        try site.poll("negishi", elsewhere)
        #expect(try site.leaks(of: ["gwen", "quendolyn"]) == [])
        #expect(try site.problems() == [])
    }

    /// Killed at every change of the poll that moves them away, and of the one that brings them back.
    @Test func aKillWhileTheyMoveLosesNothing() throws {
        let records = PrivacyBench.records().filter { ["bob", "quendolyn", "Gwen@SITE.EDU"].contains($0.user) }
        let expected = try { () in
            let site = try PrivacyBench(records)
            try site.poll()
            return try site.rollups()
        }()
        var points = 0
        let site = try PrivacyBench(records)
        try site.poll()
        let stand = site.root.path + "-stand"
        let gone = site.root.path + "-gone"
        defer { for path in [stand, gone] { try? FileManager.default.removeItem(atPath: path) } }
        try FileManager.default.copyItem(atPath: site.root.path, toPath: stand)
        for isLeaving in [true, false] {
            for number in 1...2000 {
                try FileManager.default.removeItem(atPath: site.root.path)
                try FileManager.default.copyItem(atPath: isLeaving ? stand : gone, toPath: site.root.path)
                if isLeaving { try Self.optOutAll(site) } else { try site.list("") }
                let crashing = CrashingFileSystem(root: site.root.path, failsAt: number)
                _ = try? site.bench.poll(files: crashing)
                guard crashing.changeCount >= number else { break }
                points += 1
                try site.poll()
                #expect(try site.rollups() == expected, "after change \(number)")
                #expect(try site.leaks(of: isLeaving ? Self.hidden : ["quendolyn"]) == [], "after change \(number)")
                #expect(try site.problems() == [], "after change \(number)")
                if !isLeaving { #expect(try site.board().first?.user == "gwen") }
            }
            if isLeaving {
                // One stays away by the home.
                try site.poll()
                try FileManager.default.copyItem(atPath: site.root.path, toPath: gone)
            }
        }
        print("OptOutTests: \(points) points while rows are moved")
        #expect(points > 80)
    }
}
