import Testing

@testable import TerminalKit

@Suite struct WidgetTests {
    private func drawn(_ width: Int = 10, _ height: Int = 1, _ draw: (inout ScreenBuffer) -> Void) -> [String] {
        var buffer = ScreenBuffer(size: Size(width: width, height: height))
        draw(&buffer)
        return (0..<height).map { buffer.row($0).map(\.glyph).joined() }
    }

    @Test(arguments: [
        (0.0, "──────────"), (0.04, "──────────"), (0.5, "━━━━━─────"), (0.9999, "━━━━━━━━━─"), (1.0, "━━━━━━━━━━"),
        (-3.0, "──────────"), (.nan, "──────────"), (7.0, "━━━━━━━━━━"),
    ])
    func meterIsFullOnlyWhenItIs(fraction: Double, bar: String) {
        #expect(drawn { $0.drawMeter(fraction, x: 0, y: 0, width: 10) } == [bar])
    }

    @Test func sparklineIsScaledToItsLargest() {
        let values = [0.0, 1, 2, 3, 4, 5, 6, 7, -1, .nan]
        #expect(drawn { $0.drawSparkline(values, x: 0, y: 0) } == ["▁▂▃▄▅▆▇▇▁▁"])
        #expect(drawn(3) { $0.drawSparkline([0, 0, 0], x: 0, y: 0) } == ["▁▁▁"])
    }

    @Test func boxAndDivider() {
        let box = drawn(4, 4) {
            $0.drawBox($0.bounds)
            $0.drawDivider($0.bounds, y: 1)
        }
        #expect(box == ["┏━━┓", "┣━━┫", "┃  ┃", "┗━━┛"])
    }

    @Test func scrollbarReachesBothEnds() {
        func bar(_ offset: Int) -> String {
            drawn(1, 4) { $0.drawScrollbar(x: 0, y: 0, height: 4, visible: 4, total: 16, offset: offset) }.joined()
        }
        #expect(bar(0) == "█░░░")
        #expect(bar(6) == "░░█░" || bar(6) == "░█░░")
        #expect(bar(12) == "░░░█")
        // One row of twenty-two is out of sight: the bar says so.
        let nearly = drawn(1, 21) { $0.drawScrollbar(x: 0, y: 0, height: 21, visible: 21, total: 22, offset: 0) }
        #expect(nearly.joined() == String(repeating: "█", count: 20) + "░")
        #expect(
            drawn(1, 4) { $0.drawScrollbar(x: 0, y: 0, height: 4, visible: 4, total: 4, offset: 0) }.joined() == "    ")
    }
}
