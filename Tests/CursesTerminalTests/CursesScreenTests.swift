import Foundation
import Testing
import TerminalKit

@testable import CursesTerminal

/// ncurses without a terminal: it writes into a file. One at a time, since ncurses has one present screen.
@Suite(.serialized) struct CursesScreenTests {
    private final class Paper {
        let url: URL
        let output: UnsafeMutablePointer<FILE>
        let input: UnsafeMutablePointer<FILE>

        init() throws {
            url = FileManager.default.temporaryDirectory.appendingPathComponent("curses-\(UUID().uuidString)")
            output = try #require(fopen(url.path, "w+"))
            input = try #require(fopen("/dev/null", "r"))
        }

        /// What ncurses wrote so far.
        var bytes: Data {
            fflush(output)
            return (try? Data(contentsOf: url)) ?? Data()
        }

        var text: String { String(decoding: bytes, as: UTF8.self) }

        deinit {
            fclose(output)
            fclose(input)
            try? FileManager.default.removeItem(at: url)
        }
    }

    init() { UTF8Locale.adopt() }

    private func screen(
        _ type: String, _ paper: Paper, _ choices: TerminalChoices = TerminalChoices(),
        variables: TerminalVariables = TerminalVariables()
    ) throws -> CursesScreen {
        try CursesScreen(
            type: type, input: paper.input, output: paper.output, choices: choices, variables: variables,
            ownsProcess: false)
    }

    private func frame(_ screen: CursesScreen, _ text: String, role: Role = .text) -> ScreenBuffer {
        var frame = ScreenBuffer(size: screen.size, glyphs: screen.glyphs)
        frame.write(text, x: 2, y: 1, role: role)
        return frame
    }

    @Test func aFrameReachesTheTerminal() throws {
        let paper = try Paper()
        let screen = try screen("xterm-256color", paper)
        screen.present(frame(screen, "Zoë 李小龍 ♛", role: .title))
        #expect(paper.text.contains("Zoë 李小龍 ♛"))
        // Colour 178 of the palette.
        #expect(paper.text.contains("38;5;178m"))
        // The alternate screen.
        #expect(paper.text.contains("\u{1B}[?1049h"))
        screen.close()
        #expect(paper.text.contains("\u{1B}[?1049l"))
    }

    @Test func nothingIsWrittenWhenNothingChanged() throws {
        let paper = try Paper()
        let screen = try screen("xterm-256color", paper)
        screen.present(frame(screen, "alice"))
        let before = paper.bytes.count
        for _ in 0..<10 { screen.present(frame(screen, "alice")) }
        #expect(paper.bytes.count == before)
        screen.present(frame(screen, "alicE"))
        let after = paper.bytes.count
        #expect(after > before && after < before + 60)
        screen.redraw()
        screen.present(frame(screen, "alicE"))
        #expect(paper.bytes.count > after + 60)
        screen.close()
    }

    /// Every theme after the other, also where 64 pairs of colours are all there are.
    @Test(arguments: [("xterm-256color", "38;5;226m"), ("xterm", "33m")])
    func anotherThemeIsShownAtOnce(type: String, yellow: String) throws {
        let paper = try Paper()
        let screen = try screen(type, paper)
        let frame = frame(screen, "alice", role: .title)
        screen.present(frame)
        var before = paper.bytes.count
        for theme in Theme.all.dropFirst() + Theme.all {
            screen.apply(theme)
            for role in Role.allCases { screen.present(self.frame(screen, "x\(role)", role: role)) }
            screen.present(frame)
            #expect(paper.bytes.count > before, "\(theme.name)")
            before = paper.bytes.count
        }
        screen.apply(.light)
        screen.present(frame)
        before = paper.bytes.count
        screen.apply(.osrs)
        screen.present(frame)
        #expect(String(decoding: paper.bytes.suffix(from: before), as: UTF8.self).contains(yellow))
        before = paper.bytes.count
        // The same again is nothing new.
        screen.apply(.osrs)
        screen.present(frame)
        #expect(paper.bytes.count == before)
        screen.close()
    }

    @Test(arguments: [
        ("xterm-256color", ColorDepth.palette256), ("xterm", .sixteen), ("linux", .sixteen), ("vt100", .mono),
    ])
    func depthFollowsTheTerminal(type: String, depth: ColorDepth) throws {
        let paper = try Paper()
        let screen = try screen(type, paper)
        #expect(screen.depth == depth)
        for role in Role.allCases { screen.present(frame(screen, "x\(role)", role: role)) }
        #expect(paper.text.contains("track"))
        screen.close()
    }

    @Test func noColourIsHonoured() throws {
        let paper = try Paper()
        let screen = try screen("xterm-256color", paper, TerminalChoices(noColor: true))
        #expect(screen.depth == .mono)
        screen.present(frame(screen, "alice", role: .title))
        #expect(!paper.text.contains("38;5"))
        screen.close()
    }

    /// A terminal whose colours are RGB takes 178 for a blue: it gets its first eight.
    @Test func directColourIsNoPalette() {
        #expect(CursesScreen.depth(colors: 1 << 24, wanted: true) == .sixteen)
        #expect(CursesScreen.depth(colors: 256, wanted: true) == .palette256)
        #expect(CursesScreen.depth(colors: 256, wanted: false) == .mono)
        #expect(CursesScreen.depth(colors: 0, wanted: true) == .mono)
    }

    /// The direct painter has the screen for itself: after ncurses entered the full screen nothing of it is written.
    @Test func deluxeIsPaintedWithoutNcurses() throws {
        let paper = try Paper()
        let screen = try screen(
            "xterm-256color", paper, TerminalChoices(deluxe: true),
            variables: TerminalVariables(colourTerm: "truecolor"))
        #expect(screen.isDeluxe && screen.depth == .truecolor && screen.deluxeProblem == nil)
        #expect(paper.text.contains("\u{1B}[?1049h"))
        let before = paper.bytes.count
        _ = screen.nextEvent(timeoutMilliseconds: 0)
        #expect(paper.bytes.count == before)
        var picture = ScreenBuffer(size: screen.size, isShaded: true)
        picture.drawMeter(1, x: 2, y: 1, width: 10)
        screen.present(picture)
        var expected = DirectPainter<DescriptorLine>.bytes(
            of: picture, since: nil, size: screen.size, theme: .dark, depth: .truecolor)
        #expect(Array(paper.bytes[before...]) == expected)
        for _ in 0..<5 {
            screen.present(picture)
            _ = screen.nextEvent(timeoutMilliseconds: 0)
        }
        #expect(paper.bytes.count == before + expected.count)
        let earlier = picture
        picture.write("alice", x: 0, y: 0)
        screen.present(picture)
        expected += DirectPainter<DescriptorLine>.bytes(
            of: picture, since: earlier, size: screen.size, theme: .dark, depth: .truecolor)
        screen.redraw()
        screen.present(picture)
        expected += DirectPainter<DescriptorLine>.bytes(
            of: picture, since: nil, size: screen.size, theme: .dark, depth: .truecolor)
        #expect(Array(paper.bytes[before...]) == expected)
        screen.close()
        #expect(paper.text.contains("\u{1B}[?1049l"))
    }

    @Test(arguments: [("xterm", false), ("vt100", false), ("linux", false), ("xterm-256color", true)])
    func deluxeFallsBack(type: String, isDeluxe: Bool) throws {
        let paper = try Paper()
        let screen = try screen(type, paper, TerminalChoices(deluxe: true))
        #expect(screen.isDeluxe == isDeluxe && (screen.deluxeProblem == nil) == isDeluxe)
        #expect(!isDeluxe || screen.depth == .palette256)
        screen.present(frame(screen, "alice"))
        #expect(paper.text.contains("alice"))
        screen.close()
    }

    @Test func glyphsFollowTerminalAndWish() throws {
        let paper = try Paper()
        var screen = try screen("linux", paper)
        #expect(screen.glyphs == .linuxConsole)
        screen.close()
        screen = try self.screen("xterm-256color", paper, TerminalChoices(ascii: true))
        #expect(screen.glyphs == .ascii)
        screen.close()
    }

    @Test func anUnknownTerminalIsRefused() throws {
        let paper = try Paper()
        #expect(throws: TerminalProblem.refused("no-such-terminal")) { try screen("no-such-terminal", paper) }
    }

    @Test func closingTwiceIsHarmless() throws {
        let paper = try Paper()
        let screen = try screen("xterm-256color", paper)
        screen.close()
        screen.close()
        screen.present(ScreenBuffer(size: Size(width: 3, height: 3)))
        #expect(screen.nextEvent(timeoutMilliseconds: 0) == .closed)
    }

    /// Our table of widths against the C library's, an independent one, wherever both know the scalar. Where they
    /// differ the screen shows question marks, so the differences must be few and old.
    @Test func widthsAgreeWithTheCLibrary() {
        var different: [UInt32] = []
        var compared = 0
        for value in UInt32(0x20)...0x1FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let pieces = SafeText(String(Character(scalar))).pieces
            // Replaced ones have no width of their own.
            guard pieces.count == 1, pieces[0].glyph.unicodeScalars.first == scalar else { continue }
            let theirs = CursesScreen.libraryWidth(scalar)
            // Newer than the C library.
            guard theirs >= 0 else { continue }
            compared += 1
            if Int(theirs) != pieces[0].width { different.append(value) }
        }
        #expect(compared > 60_000)
        #expect(
            different.count < 200,
            "\(different.prefix(20).map { String($0, radix: 16) }), in all \(different.count) of \(compared)")
    }
}
