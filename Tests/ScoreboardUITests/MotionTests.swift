import Scoreboard
import Testing
import TerminalKit

@testable import ScoreboardUI

/// What moves by itself in deluxe, with the clock in the test's hand.
@Suite struct MotionTests {
    private func deluxe(motion: Bool = true, me: String? = "bob") -> BoardOptions {
        var options = BoardOptions(root: "/data", me: me)
        options.deluxe = true
        options.motion = motion
        return options
    }

    private func frame(_ milliseconds: Int64, _ model: inout Model) {
        #expect(update(.frame(milliseconds: milliseconds), &model).isEmpty)
    }

    /// The same players, but alice has `factor` times her hours of all time.
    private func cluster(alice factor: Double = 1, bob: Double = 1) -> ClusterStandings {
        var cluster = smallCluster()
        for index in cluster.users.indices {
            switch cluster.users[index].user {
            case "alice": cluster.users[index].allTime[.coreHours] *= factor
            case "bob": cluster.users[index].allTime[.coreHours] *= bob
            default: break
            }
        }
        return cluster
    }

    @Test func metersGrowFromNothingToTheirPlaceAndThenStand() {
        var still = model(options: deluxe(motion: false))
        var moving = model(options: deluxe())
        let goal = render(still).meters
        #expect(goal.count == 5 && goal.values.allSatisfy { $0 > 0 })
        #expect(render(moving).meters.values.allSatisfy { $0 == 0 })
        #expect(moving.scene.motion.waitMilliseconds == 50)
        frame(10_000, &moving)
        #expect(render(moving).meters["alice"] == 0)
        frame(10_200, &moving)
        // Half of the time is seven eighths of the way.
        #expect(abs(render(moving).meters["alice"]! - goal["alice"]! * 0.875) < 1e-12)
        #expect(moving.scene.motion.waitMilliseconds == 50)
        frame(10_399, &moving)
        #expect(moving.scene.motion.waitMilliseconds == 50)
        frame(10_400, &moving)
        #expect(moving.scene.motion.waitMilliseconds == nil)
        #expect(render(moving) == render(still))
        _ = update(.tick(sampleNow), &still)
    }

    @Test func metersGrowFromTheOldValueWhenItChanges() {
        var model = model(options: deluxe(me: nil))
        for moment in [0, 400] { frame(Int64(moment), &model) }
        let before = render(model).meters
        // Reading the same again moves nothing.
        _ = update(.loaded([smallCluster()], at: sampleNow), &model)
        #expect(model.scene.motion.waitMilliseconds == nil)
        // Little more: no level is reached.
        _ = update(.loaded([cluster(alice: 1.01)], at: sampleNow), &model)
        #expect(model.scene.motion.banners.isEmpty)
        #expect(render(model).meters == before)
        frame(5000, &model)
        frame(5400, &model)
        let after = render(model).meters
        #expect(after["alice"]! > before["alice"]! && after["bob"] == before["bob"])
        #expect(model.scene.motion.waitMilliseconds == nil)
    }

    @Test func anotherBoardOrPaneMovesAndTheSelectionDoesNot() {
        var model = model(options: deluxe())
        func settle() { for moment in [0, 400] { frame(Int64(moment), &model) } }
        settle()
        model.type(.down, .down, "s", " ", "?", .escape)
        #expect(model.scene.motion.waitMilliseconds == nil)
        model.type("]")
        #expect(model.scene.motion.waitMilliseconds == 50)
        settle()
        model.type("2")
        #expect(model.scene.motion.waitMilliseconds == 50)
        settle()
        #expect(model.scene.motion.waitMilliseconds == nil)
    }

    @Test func nothingMovesInCursesOrWithoutMotion() {
        for options in [BoardOptions(root: "/data"), deluxe(motion: false)] {
            var model = model(options: options)
            #expect(model.scene.motion.waitMilliseconds == nil)
            _ = update(.loaded([cluster(alice: 50)], at: sampleNow), &model)
            #expect(model.scene.motion.waitMilliseconds == nil && model.scene.motion.banners.isEmpty)
            model.type("]", "2")
            #expect(model.scene.motion.waitMilliseconds == nil)
            _ = update(.slowLink, &model)
            #expect(model.scene.message == nil)
        }
    }

    @Test func aSlowLinkEndsAllMotionWithOneMessage() {
        var model = model(options: deluxe())
        #expect(model.scene.motion.waitMilliseconds == 50)
        _ = update(.slowLink, &model)
        #expect(model.scene.motion.waitMilliseconds == nil)
        #expect(model.contains("The link to this terminal is slow: nothing moves by itself any more."))
        #expect(render(model).meters.values.contains { $0 > 0 })
        model.type(.down)
        _ = update(.slowLink, &model)
        #expect(model.scene.message == nil)
        model.type("]")
        #expect(model.scene.motion.waitMilliseconds == nil)
    }

    // MARK: - Banners

    @Test func levelsReachedSinceTheLastLoad() {
        // alice has 10,000 core-hours of all time, level 27; three times as many is level 37: 27,473 is 37 and 30,408
        // is 38.
        let ups = LevelUp.all(
            from: smallCluster().users, to: cluster(alice: 3).users + [standing("zed", cpu: 1e6)], scale: .standard)
        #expect(ups == [LevelUp(user: "alice", metric: .coreHours, level: 37)])
        #expect(LevelUp.all(from: cluster(alice: 3).users, to: smallCluster().users, scale: .standard).isEmpty)
        #expect(
            LevelUp.all(
                from: smallCluster().users, to: cluster(alice: 3).users,
                scale: ExperienceScale(experiencePerUnit: [:])
            ).isEmpty)
    }

    @Test func bannersNameTheOwnLevelFirstAndCountTheRest() {
        let ups =
            (0..<15).map { LevelUp(user: "user\($0)", metric: .jobs, level: 90 - $0) }
            + [
                LevelUp(user: "bob", metric: .coreHours, level: 50), LevelUp(user: "bob", metric: .jobs, level: 9),
                LevelUp(user: "bob", metric: .maxMemory, level: 8),
                LevelUp(user: "user0", metric: .maxMemory, level: 2),
            ]
        #expect(
            Banner.all(of: ups, me: "bob") == [
                Banner(text: "Level up! You reached level 50 in CPU hours, and 2 more skills", isOwn: true),
                Banner(text: "user0 reached level 90 in Jobs", isOwn: false),
                Banner(text: "user1 reached level 89 in Jobs", isOwn: false),
                Banner(text: "user2 reached level 88 in Jobs, and 12 others", isOwn: false),
            ])
        #expect(
            Banner.all(of: [LevelUp(user: "evil\u{1B}[31m", metric: .jobs, level: 2)], me: nil) == [
                Banner(text: "evil␛[31m reached level 2 in Jobs", isOwn: false)
            ])
        #expect(Banner.all(of: [], me: "bob").isEmpty)
    }

    @Test func bannersComeOneAfterTheOtherAndGo() {
        var model = model(width: 80, height: 24, options: deluxe())
        for moment in [0, 400] { frame(Int64(moment), &model) }
        _ = update(.loaded([cluster(alice: 3, bob: 4)], at: sampleNow), &model)
        let own = "♛ ♛ Level up! You reached level"
        let other = "♛ alice reached level 37 in CPU hours ♛"
        #expect(model.contains(own) && !model.contains("alice reached"))
        frame(10_000, &model)
        frame(10_400, &model)
        // The shine runs for a second; then the banner stands still until it goes.
        #expect(model.scene.motion.waitMilliseconds == 50)
        let shining = render(model)
        frame(10_500, &model)
        #expect(render(model) != shining)
        frame(11_000, &model)
        #expect(model.scene.motion.waitMilliseconds == 3000)
        #expect(model.contains(own))
        frame(14_000, &model)
        #expect(model.contains(other) && !model.contains(own))
        frame(18_000, &model)
        #expect(!model.contains(other) && model.contains("median"))
        #expect(model.scene.motion.waitMilliseconds == nil)
        #expect(render(model).cells.count == 80 * 24)
    }

    @Test func whatIsSaidComesBeforeBanners() {
        var model = model(options: deluxe())
        _ = update(.loaded([cluster(alice: 3)], at: sampleNow), &model)
        #expect(model.contains("alice reached"))
        model.type("n")
        #expect(model.contains("Nothing to search for") && !model.contains("alice reached"))
        model.type(.down)
        #expect(model.contains("alice reached"))
    }

    @Test func anotherClustersPlayersAreNotBetterOnes() {
        var model = model([smallCluster(), cluster(alice: 9)], options: deluxe())
        for moment in [0, 400] { frame(Int64(moment), &model) }
        model.type("g", .down, .enter)
        #expect(model.scene.motion.banners.isEmpty)
    }

    // MARK: - Pace

    /// A loop that would draw as fast as it can, on a made-up clock, with keys in between.
    @Test func neverMoreThanTwentyFramesASecond() {
        var pacer = FramePacer()
        var shown: [Int64] = []
        var now: Int64 = 1000
        while now < 3000 {
            if pacer.takes(50, now: now) { shown.append(now) }
            // A key wakes the loop after some milliseconds, or the wait is over.
            now += min(Int64(max(1, pacer.wait(50, now: now))), [7, 50, 13, 60, 1][Int(now % 5)])
        }
        #expect(shown.count > 30)
        for (earlier, later) in zip(shown, shown.dropFirst()) { #expect(later - earlier >= 50) }
        for start in stride(from: Int64(1000), to: 2000, by: 10) {
            #expect(shown.count { (start..<start + 1000).contains($0) } <= 20)
        }
    }

    @Test func thePacerWaitsForWhatIsWishedAndBeginsAnewAfterARest() {
        var pacer = FramePacer()
        #expect(pacer.wait(3000, now: 5) == 50)
        let first = pacer.takes(50, now: 100)
        #expect(!first && pacer.wait(3000, now: 600) == 2500 && pacer.wait(1, now: 110) == 40)
        let early = pacer.takes(3000, now: 3099)
        let due = pacer.takes(3000, now: 3100)
        #expect(!early && due)
        pacer.rest()
        let again = pacer.takes(50, now: 9000)
        #expect(!again)
    }
}
