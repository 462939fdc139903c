import Testing

@testable import TerminalKit

private func line(_ buffer: ScreenBuffer, _ y: Int = 0) -> String { buffer.row(y).map(\.glyph).joined() }

@Suite struct ScreenBufferTests {
    @Test func aWideGlyphThatDoesNotFitBecomesASpace() {
        var buffer = ScreenBuffer(size: Size(width: 3, height: 1))
        buffer.write("ab李", x: 0, y: 0)
        #expect(line(buffer) == "ab ")
        buffer = ScreenBuffer(size: Size(width: 3, height: 1))
        buffer.write("李b", x: -1, y: 0)
        #expect(line(buffer) == " b ")
    }

    @Test func overwritingHalfAWideGlyphTakesTheOtherHalf() {
        var buffer = ScreenBuffer(size: Size(width: 4, height: 1))
        buffer.write("李龍", x: 0, y: 0)
        buffer.write("x", x: 1, y: 0)
        #expect(line(buffer) == " x龍")
        buffer.write("y", x: 2, y: 0)
        #expect(line(buffer) == " xy ")
        buffer.write("李", x: 1, y: 0)
        #expect(line(buffer) == " 李 ")
        #expect(buffer[2, 0].isContinuation)
    }

    @Test func nothingIsWrittenOutsideTheClip() {
        var buffer = ScreenBuffer(size: Size(width: 5, height: 3))
        buffer.clip = Rect(x: 1, y: 1, width: 3, height: 1)
        for y in -1...4 { buffer.write("######", x: -1, y: y) }
        buffer.fill(Rect(x: -3, y: -3, width: 20, height: 20), glyph: "#")
        #expect((0..<3).map { line(buffer, $0) } == ["     ", " ### ", "     "])
    }

    @Test func fieldsAreCutAndFilled() {
        var buffer = ScreenBuffer(size: Size(width: 8, height: 4))
        buffer.write("ab", x: 1, y: 0, width: 5, alignment: .right)
        buffer.write("ab", x: 1, y: 1, width: 5, alignment: .centre)
        buffer.write("abcdefgh", x: 1, y: 2, width: 5)
        buffer.write("李小龍", x: 1, y: 3, width: 4, alignment: .right)
        #expect((0..<4).map { line(buffer, $0) } == ["    ab  ", "  ab    ", " abcd…  ", "  李…   "])
    }

    /// Cells hold scalars, not strings: what goes in comes out, up to a character with two marks.
    @Test func cellsGiveBackTheirGlyphs() {
        for glyph in ["a", " ", "~", "", "━", "李", "e\u{301}", "e\u{301}\u{302}", "\u{10FFFD}", "👍"] {
            var cell = Cell(glyph: glyph)
            #expect(Array(cell.glyph.unicodeScalars) == Array(glyph.unicodeScalars))
            #expect(cell.isContinuation == glyph.isEmpty)
            #expect(cell.byte == (glyph.utf8.count == 1 ? glyph.utf8.first : nil))
            cell.glyph = "x"
            #expect(cell == Cell(glyph: "x") && cell.glyph == "x")
        }
        #expect(Array(Cell(glyph: "e\u{301}\u{302}\u{303}").glyph.unicodeScalars).count == 3)
        #expect(Cell(glyph: "e\u{301}") != Cell(glyph: "e"))
        for other in [Cell(role: .dim), Cell(isSelected: true), Cell(shade: 1)] { #expect(other != .blank) }
    }

    @Test func changesAreTheRowsThatDiffer() {
        var before = ScreenBuffer(size: Size(width: 6, height: 3))
        before.write("a李b", x: 0, y: 1)
        var after = before
        #expect(after.changes(since: before) == [])
        after.write("x", x: 5, y: 0)
        after.write("a小b", x: 0, y: 1)
        #expect(
            after.changes(since: before) == [
                ScreenBuffer.Change(y: 0, columns: 5..<6), ScreenBuffer.Change(y: 1, columns: 1..<3),
            ])
        #expect(after.changes(since: nil).map(\.columns) == [0..<6, 0..<6, 0..<6])
    }

    /// A wide glyph is drawn whole, also when only what it replaces was split.
    @Test func aChangeNeverBeginsWithinAWideGlyph() {
        var before = ScreenBuffer(size: Size(width: 4, height: 1))
        before.write("李龍", x: 0, y: 0)
        var after = ScreenBuffer(size: Size(width: 4, height: 1))
        after.write("李", x: 0, y: 0)
        after.write("ab", x: 2, y: 0)
        #expect(after.changes(since: before) == [ScreenBuffer.Change(y: 0, columns: 2..<4)])
        var split = ScreenBuffer(size: Size(width: 4, height: 1))
        split.write(" 李 ", x: 0, y: 0)
        #expect(split.changes(since: before) == [ScreenBuffer.Change(y: 0, columns: 0..<4)])
    }
}
