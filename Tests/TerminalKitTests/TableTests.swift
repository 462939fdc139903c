import Testing

@testable import TerminalKit

@Suite struct TableTests {
    private let columns = [
        TableLayout.Column("Name", width: 6, alignment: .left), TableLayout.Column("n", width: 4, priority: 2),
        TableLayout.Column("p", width: 5, priority: 1),
    ]

    @Test func columnsThatFitAreShownInTheirOrder() {
        let all = TableLayout(columns, x: 1, width: 19)
        #expect(all.places.map(\.index) == [0, 1, 2] && all.places.map(\.x) == [1, 9, 15] && all.maxX == 20)
        // 6 + 2 + 5: the more important one stays; without room for it, the narrower one.
        #expect(TableLayout(columns, x: 1, width: 18).places.map(\.index) == [0, 2])
        #expect(TableLayout(columns, x: 1, width: 12).places.map(\.index) == [0, 1])
        #expect(TableLayout(columns, x: 1, width: 11).places.map(\.index) == [0])
        let tight = TableLayout(columns, x: 0, width: 4)
        #expect(tight.places.map(\.width) == [4])
    }

    @Test func barsAreScaledToTheLargest() {
        var buffer = ScreenBuffer(size: Size(width: 8, height: 2))
        buffer.drawColumns([16, 8, 4, 0.001, 0, .nan], in: Rect(x: 0, y: 0, width: 8, height: 2), step: 1)
        let rows = (0..<2).map { buffer.row($0).map(\.glyph).joined() }
        // 16 eighths are two whole cells; 8 one; 4 a half; more than nothing is seen.
        #expect(rows == ["█       ", "██▄▁▁▁  "])
        #expect(buffer[3, 1].role == .spark && buffer[4, 1].role == .track)
    }

    @Test func aRuleKeepsItsWidth() {
        for width in 0..<30 {
            var buffer = ScreenBuffer(size: Size(width: 30, height: 1))
            buffer.drawRule("Title 李", note: "a note", x: 0, y: 0, width: width)
            #expect(buffer.row(0).dropFirst(width).allSatisfy { $0 == .blank }, "\(width)")
        }
    }
}
