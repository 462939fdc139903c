import Scoreboard
import SeededNumbers
import Testing
import TerminalKit

@testable import ScoreboardUI

extension SeededGenerator {
    fileprivate mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }
}

/// Updates, and tells what was asked.
private func questions(_ event: Event, _ model: inout Model) -> [Question] {
    update(event, &model).compactMap { if case .ask(let question) = $0 { question } else { nil } }
}

@Suite struct RandomWalkTests {
    private static let keys: [Key] =
        "sSoTzKJfw/rgmqQnNjkhlG~?<>[]x! 李\u{301}ecd12345236:eyp5p".unicodeScalars.map { .character(Character($0)) } + [
            .tab, .backTab, .enter, .escape, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .backspace,
            .delete, .control("u"), .control("d"), .control("w"), .control("l"), .function(1), .function(5),
        ]

    /// 20,000 steps of keys, clicks, resizes and new data; every frame is sound, and the selection is on the board.
    @Test(arguments: [UInt64(1), 2, 3, 4, 5])
    func everyFrameIsSound(seed: UInt64) {
        var dice = SeededGenerator(seed: seed)
        let boards: [[ClusterStandings]] = [
            [smallCluster(), largeCluster(count: 60)], [largeCluster(count: 300)], [smallCluster()], [],
            [
                largeCluster(count: 12), largeCluster("negishi", count: 30),
                smallCluster("gilbreth", ageSeconds: 90_000),
            ],
        ]
        var options = BoardOptions(root: "/data/李\u{1B}[2J", me: "bob")
        options.scale.hasLevels = !seed.isMultiple(of: 4)
        options.recall(RememberedView(), except: [])
        options.deluxe = seed > 3
        options.namesDeluxe = seed == 3
        var milliseconds: Int64 = 0
        var model = Model(
            size: Size(width: 80, height: 24), glyphs: dice.pick([.unicode, .ascii, .linuxConsole]), now: sampleNow,
            options: options)
        let worlds = [World(), World(isBroken: true), World(isEmpty: true)]
        // The questions that are not yet answered: answers come late, and in any order.
        var asked: [Question] = []
        var now = sampleNow
        var seen: ScreenBuffer?
        for step in 0..<4000 {
            switch dice.below(23) {
            case 22:
                let lines = (0..<dice.below(40)).map { number in
                    PollingLine(
                        time: now - Int64(dice.below(200_000)), level: dice.pick([.info, .warning, .error]),
                        text: String(repeating: "李\u{1B}[31m words ", count: number % 9))
                }
                var report = PollingReport(cluster: dice.pick(["bell", "hammer", "x\u{7}"]), started: sampleNow)
                report.state = dice.pick([
                    .starting, .running, .ending, .ended(problem: nil), .ended(problem: "\u{1B}[2Jgone"),
                ])
                report.publications = dice.below(5)
                asked += questions(.polled(report, lines: lines, at: now), &model)
            case 0:
                let size = Size(width: dice.below(dice.below(4) == 0 ? 250 : 130), height: dice.below(60))
                asked += questions(.resized(size), &model)
            case 1: asked += questions(.loaded(dice.pick(boards), at: now), &model)
            case 2:
                let problems: [LoadProblem] = [.missingRoot, .unreadableRoot, .failed("broken\u{1B}[31m \u{7}file")]
                asked += questions(.loadFailed(dice.pick(problems), at: now), &model)
            case 3:
                now = now + Int64(dice.below(5000))
                asked += questions(.tick(now), &model)
            case 4, 5:
                let point = Point(x: dice.below(140) - 5, y: dice.below(50) - 5)
                let kind = dice.pick([MouseEvent.Kind.press, .press, .wheelUp, .wheelDown])
                asked += questions(.mouse(MouseEvent(kind, at: point)), &model)
            case 6, 7:
                guard !asked.isEmpty else { continue }
                let answer = dice.pick(worlds).answer(asked.remove(at: dice.below(asked.count)))
                asked += questions(.answered(answer, at: now), &model)
            default: asked += questions(.key(dice.pick(RandomWalkTests.keys)), &model)
            }
            if model.scene.motion.waitMilliseconds != nil, dice.below(3) > 0 {
                milliseconds += Int64(dice.below(900))
                asked += questions(.frame(milliseconds: milliseconds), &model)
            }
            let frame = render(model)
            // What was looked at already is not looked at again.
            if frame != seen { expectSound(frame) }
            seen = frame
            #expect(frame.size == model.scene.size)
            #expect(model.panes.indices.contains(model.current) && !model.trail.contains(model.current), "step \(step)")
            #expect(Set(model.trail).count == model.trail.count && model.scene.marks.count <= 4, "step \(step)")
            let board = model.board
            #expect(board.rows.count == 0 || board.rows[board.selectedRow].user == board.selectedUser, "step \(step)")
            // On a screen that is too small there is nothing to scroll; a pane that is not seen is settled when it is.
            let isSettled = board.scrollOffset >= 0 && board.scrollOffset <= max(0, board.rows.count - 1)
            #expect(model.scene.isTooSmall || model.current != 0 || isSettled, "step \(step)")
        }
    }
}
