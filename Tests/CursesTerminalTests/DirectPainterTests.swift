import Foundation
import SeededNumbers
import Testing
import TerminalKit

@testable import CursesTerminal

/// A line that keeps what is written, and is as slow as a test wishes.
private final class PaperLine: TerminalLine {
    var written: [[UInt8]] = []
    var waitingBytes = 0
    var speed: Int?
    var milliseconds: Int64 = 0
    /// How long each write takes.
    var writeMilliseconds: Int64 = 1

    func write(_ bytes: [UInt8]) {
        written.append(bytes)
        milliseconds += writeMilliseconds
    }
}

@Suite struct DirectPainterTests {
    init() { UTF8Locale.adopt() }

    private let size = Size(width: 40, height: 6)

    private func frame(_ draw: (inout ScreenBuffer) -> Void = { _ in }) -> ScreenBuffer {
        var frame = ScreenBuffer(size: size, isShaded: true)
        draw(&frame)
        return frame
    }

    private func bytes(_ frame: ScreenBuffer, since earlier: ScreenBuffer? = nil, depth: ColorDepth = .truecolor)
        -> [UInt8]
    {
        DirectPainter<PaperLine>.bytes(of: frame, since: earlier, size: frame.size, theme: .dark, depth: depth)
    }

    private func expectShown(_ frame: ScreenBuffer, _ terminal: PaperTerminal) {
        for y in 0..<frame.size.height {
            #expect(terminal.row(y) == frame.row(y).map(\.glyph).joined())
            for x in 0..<frame.size.width where !frame[x, y].isContinuation {
                let style = Theme.dark.style(of: frame[x, y], depth: .truecolor)
                #expect("\u{1B}[\(terminal[x, y].sgr)m" == style.sequence)
            }
        }
        #expect(terminal.faults == [] && terminal.penIsPlain && !terminal.synchronized)
        #expect(terminal.cursorIsSeen == (frame.caret != nil))
        if let caret = frame.caret { #expect(terminal.cursor == (caret.x, caret.y)) }
    }

    @Test func aFrameIsShownAsItIs() {
        let picture = frame {
            $0.drawBox($0.bounds)
            $0.write("李小龍 zoë\u{301} ♛", x: 2, y: 1, role: .title, isSelected: true)
            $0.drawMeter(0.7, x: 2, y: 2, width: 20)
            $0.drawBraille([1, 4, 2], in: Rect(x: 2, y: 3, width: 10, height: 2))
            $0.caret = Point(x: 5, y: 4)
        }
        var terminal = PaperTerminal(width: 40, height: 6)
        let written = bytes(picture)
        terminal.obey(written)
        expectShown(picture, terminal)
        let text = String(decoding: written, as: UTF8.self)
        #expect(text.contains("38;2;") && text.hasPrefix("\u{1B}[?2026h") && text.hasSuffix("\u{1B}[?2026l"))
    }

    /// Many small and large changes, each from the picture before; names that are wide where narrow ones were.
    @Test func changesLeadToTheSamePicture() {
        var random = SeededGenerator(seed: 7)
        var terminal = PaperTerminal(width: 40, height: 6)
        var shown = frame()
        terminal.obey(bytes(shown))
        for _ in 0..<300 {
            var next = shown
            for _ in 0...random.below(4) {
                let words = ["alice", "李小龍", "x", "zoë\u{301}", "            ", "한국어"]
                next.write(
                    words[random.below(6)], x: random.below(42) - 2, y: random.below(6),
                    role: Role.allCases[random.below(26)], isSelected: random.below(5) == 0
                )
            }
            if random.below(3) == 0 {
                next.drawMeter(Double(random.below(100)) / 100, x: random.below(20), y: random.below(6), width: 15)
            }
            next.caret = random.below(4) == 0 ? Point(x: random.below(40), y: random.below(6)) : nil
            terminal.obey(bytes(next, since: shown))
            shown = next
        }
        expectShown(shown, terminal)
    }

    @Test func littleIsWrittenWhenLittleChanged() {
        let before = frame { $0.write("alice", x: 2, y: 1) }
        var after = before
        after.write("A", x: 2, y: 1)
        after.write("Z", x: 38, y: 1)
        // Two cells, far apart, are placed each by itself.
        let written = bytes(after, since: before)
        #expect(written.count < 90)
        var terminal = PaperTerminal(width: 40, height: 6)
        terminal.obey(bytes(before))
        terminal.obey(written)
        expectShown(after, terminal)
    }

    @Test func in256ColoursGradientsAreOfThePalette() {
        let picture = frame { $0.drawMeter(1, x: 0, y: 0, width: 40) }
        let text = String(decoding: bytes(picture, depth: .palette256), as: UTF8.self)
        #expect(!text.contains("38;2;"))
        #expect(Set(text.matches(of: /38;5;(\d+)m/).map { $0.1 }).count > 5)
    }

    // MARK: - Slow links

    private func painter(_ line: PaperLine) -> DirectPainter<PaperLine> {
        DirectPainter(line: line, theme: .dark, depth: .truecolor)
    }

    private func paint(_ painter: inout DirectPainter<PaperLine>, _ times: Int) {
        for step in 0..<times { painter.paint(frame { $0.write("\(step)", x: 0, y: 0) }, since: nil, size: size) }
    }

    @Test func aFrameIsWrittenInOnePiece() {
        let line = PaperLine()
        var painter = painter(line)
        paint(&painter, 3)
        #expect(line.written.count == 3 && !painter.isLagging)
    }

    @Test func writesThatBlockLongerThanAFrameAreASlowLink() {
        let line = PaperLine()
        var painter = painter(line)
        line.writeMilliseconds = 50
        paint(&painter, 20)
        #expect(!painter.isLagging)
        // One late frame is nothing; two in a row are.
        line.writeMilliseconds = 51
        paint(&painter, 1)
        line.writeMilliseconds = 2
        paint(&painter, 1)
        line.writeMilliseconds = 51
        paint(&painter, 1)
        #expect(!painter.isLagging)
        paint(&painter, 1)
        #expect(painter.isLagging)
        line.writeMilliseconds = 0
        paint(&painter, 9)
        #expect(painter.isLagging)
    }

    @Test func bytesThatStillWaitAreASlowLink() {
        let line = PaperLine()
        var painter = painter(line)
        line.waitingBytes = 1
        paint(&painter, 1)
        #expect(!painter.isLagging)
        paint(&painter, 1)
        #expect(painter.isLagging)
    }

    /// 38400 is what every pseudoterminal says.
    @Test(arguments: [(nil, false), (38400, false), (19200, true), (9600, true)] as [(Int?, Bool)])
    func aSerialLineIsSlow(speed: Int?, isLagging: Bool) {
        let line = PaperLine()
        line.speed = speed
        #expect(painter(line).isLagging == isLagging)
    }

    /// Short and refused writes, on a pipe that does not block and is emptied slowly.
    @Test func everythingIsWrittenThroughANarrowPipe() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        for end in ends { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
        let (reading, writing) = (ends[0], ends[1])
        let bytes = (0..<400_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let writer = Thread {
            var line = DescriptorLine(descriptor: writing)
            line.write(bytes)
            close(writing)
        }
        writer.start()
        var taken: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 3001)
        while true {
            let count = read(reading, &part, part.count)
            if count > 0 { taken += part[..<count] } else if count == 0 { break } else { usleep(200) }
        }
        close(reading)
        #expect(taken == bytes)
    }
}
