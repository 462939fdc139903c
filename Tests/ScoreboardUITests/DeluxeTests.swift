import Foundation
import Scoreboard
import Testing
import TerminalKit

@testable import ScoreboardUI

/// What deluxe shows beyond curses.
@Suite struct DeluxeTests {
    private func options(
        _ subject: Leaderboard.Subject = .metric(.coreHours), filter: String = "", deluxe: Bool = true
    ) -> BoardOptions {
        var options = BoardOptions(root: "/data", subject: subject, filter: filter)
        options.deluxe = deluxe
        options.motion = false
        return options
    }

    /// The row of sums, without its spaces.
    private func sums(_ model: Model) -> [String] {
        model.lines.first { $0.contains(" Sum ") }.map { $0.split(separator: " ").map(String.init) } ?? []
    }

    @Test func theSumsOfAllColumns() {
        let model = model(width: 200, height: 24, options: options())
        // 1000 + 500 + 500 + 20 + 3; a tenth of it in seven days; wall hours a quarter; jobs 10 each, bob's 200.
        // Levels of 10,000, 5,000, 5,000, 200 and 30 core-hours: 27, 20, 20, 3, 1.
        let line = sums(model)
        #expect(line.contains("2,023.0") && line.contains("+202.3") && line.contains("505.8"))
        #expect(line.contains("240") && line.contains("120.0") && line.contains("71") && line.contains("100.0%"))
        // Deaths: 1 + 5.
        #expect(line.contains("6"))
        #expect(model.contains("median 500.0") && !model.contains("sum 2,023.0"))
        #expect(!board(options(deluxe: false)).contains(" Sum "))
    }

    private func board(_ options: BoardOptions) -> Model {
        ScoreboardUITests.model(width: 120, height: 24, options: options)
    }

    @Test func theSumsAreOfWhatIsShownAndStayWhenItScrolls() {
        let filtered = board(options(filter: "bob"))
        #expect(sums(filtered).contains("500.0"))
        #expect(filtered.contains("1 player"))
        // 500 of 2,023.
        #expect(sums(filtered).contains("24.7%"))
        var many = ScoreboardUITests.model([largeCluster(count: 400)], width: 80, height: 24, options: options())
        let before = sums(many)
        let place = many.lines.firstIndex { $0.contains(" Sum ") }
        many.type(.end)
        #expect(sums(many) == before && many.lines.firstIndex { $0.contains(" Sum ") } == place && place == 21)
        // The last row is seen above it.
        #expect(many.lines[19].contains("▶") && many.lines[20].contains("──"))
    }

    @Test func sumsOfDeathsAndOfNobody() {
        // 6 deaths of 240 jobs.
        #expect(sums(board(options(.metric(.failedJobs)))).contains("2.5%"))
        #expect(sums(board(options(filter: "nobody"))).isEmpty)
        #expect(sums(ScoreboardUITests.model(width: 60, height: 11, options: options())).isEmpty)
    }

    @Test func theSumsStandUnderTheirColumns() throws {
        let model = board(options())
        let lines = model.lines.map(Array.init)
        let row = try #require(lines.first { String($0).contains(" Sum ") })
        let first = try #require(lines.first { String($0).contains("alice") })
        func end(_ line: [Character], _ text: String) throws -> Int {
            let string = String(line)
            let range = try #require(string.range(of: text))
            return string.distance(from: string.startIndex, to: range.upperBound)
        }
        let ends = try [end(row, "2,023.0"), end(first, "1,000.0"), end(row, "+202.3"), end(first, "+100.0")]
        #expect(ends[0] == ends[1] && ends[2] == ends[3])
    }

    @Test func chartsAreBrailleAndOnlyInDeluxe() {
        func page(_ isDeluxe: Bool, _ glyphs: Glyphs = .unicode) -> String {
            var model = Model(
                size: Size(width: 120, height: 60), glyphs: glyphs, now: sampleNow,
                options: options(deluxe: isDeluxe))
            World().update(.loaded([smallCluster()], at: sampleNow), &model)
            World().update(.key(.enter), &model)
            return model.lines.joined(separator: "\n")
        }
        func dots(_ text: String) -> Int { text.unicodeScalars.count { (0x2801...0x28FF).contains($0.value) } }
        #expect(dots(page(true)) > 100)
        #expect(dots(page(false)) == 0)
        #expect(page(true, .ascii).unicodeScalars.allSatisfy { $0.isASCII })
    }

    /// Nothing of curses changes by what deluxe adds to the code.
    @Test func cursesHasNoShades() {
        for frame in FrameTests.cases.filter({ !$0.options.deluxe }).map(\.frame) {
            #expect(frame.cells.allSatisfy { $0.shade == 0 } && frame.meters.isEmpty)
        }
    }

    // MARK: - The tip

    private func footer(_ width: Int, named: Bool, deluxe: Bool = false, pane: String? = nil) -> String {
        var options = options(deluxe: deluxe)
        options.namesDeluxe = named
        var model = Model(
            size: Size(width: width, height: 30), now: sampleNow, options: options, pane: pane)
        _ = update(.loaded([smallCluster()], at: sampleNow), &model)
        return model.lines[29]
    }

    @Test func theTipIsShownWhereItWouldWorkAndThereIsRoom() {
        #expect(footer(200, named: true).contains("--backend deluxe: colours that flow"))
        #expect(footer(120, named: true).contains("try --backend deluxe"))
        #expect(footer(120, named: true).contains("Quit") && footer(120, named: true).hasSuffix(" 1/5 "))
        #expect(!footer(80, named: true).contains("deluxe"))
        #expect(!footer(200, named: false).contains("deluxe"))
        #expect(!footer(200, named: true, deluxe: true).contains("deluxe"))
        var model = board(options())
        model.type("?")
        #expect(!model.lines[23].contains("--backend"))
    }
}
