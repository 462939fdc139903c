import Testing

@testable import TerminalKit

/// What only shaded buffers have: gradients, half columns, Braille, growth.
@Suite struct DeluxeDrawingTests {
    private func drawn(
        _ width: Int = 10, _ height: Int = 1, _ draw: (inout ScreenBuffer) -> Void
    ) -> (lines: [String], buffer: ScreenBuffer) {
        var buffer = ScreenBuffer(size: Size(width: width, height: height), isShaded: true)
        draw(&buffer)
        return ((0..<height).map { buffer.row($0).map(\.glyph).joined() }, buffer)
    }

    // MARK: - Colours

    @Test func thePaletteIsXterms() {
        #expect(RGB(paletteIndex: 16) == RGB(0, 0, 0))
        // 178 = 16 + 4·36 + 3·6 + 0.
        #expect(RGB(paletteIndex: 178) == RGB(215, 175, 0))
        #expect(RGB(paletteIndex: 231) == RGB(255, 255, 255))
        #expect(RGB(paletteIndex: 244) == RGB(128, 128, 128))
        #expect(RGB(9, 0, 200).hexadecimal == "#0900c8")
    }

    @Test func aGradientMeetsItsStops() {
        let gradient = Gradient(RGB(0, 0, 0), RGB(100, 200, 40), RGB(255, 255, 255), palette: 16, 71, 231)
        #expect(gradient.color(at: 1) == RGB(0, 0, 0))
        #expect(gradient.color(at: 128) == RGB(100, 200, 40))
        #expect(gradient.color(at: 255) == RGB(255, 255, 255))
        // Half of the way to the second stop: 63.5 of 127 places are gone at 64.5.
        #expect(gradient.color(at: 65) == RGB(50, 101, 20))
        #expect([0, 1, 85, 86, 170, 171, 255].map { gradient.paletteIndex(at: $0) } == [16, 16, 16, 71, 71, 231, 231])
        #expect(Gradient(RGB(1, 2, 3)).paletteIndex(at: 9) == nil)
        #expect(Gradient(RGB(1, 2, 3)).color(at: 200) == RGB(1, 2, 3))
        #expect([0, 0.5, 1, -4, 7, .nan].map { Gradient.position($0) } == [1, 128, 255, 1, 255, 1])
        #expect((0..<3).map { Gradient.position(step: $0, of: 3) } == [1, 128, 255])
        #expect(Gradient.position(step: 0, of: 1) == 255)
    }

    @Test(arguments: Theme.all.map(\.name))
    func onlyShadedCellsFlowAndOnlyWhereThereAreColours(name: String) throws {
        let theme = try #require(Theme(named: name))
        for role in Role.allCases {
            let plain = Cell(glyph: "x", role: role)
            let shaded = Cell(glyph: "x", role: role, shade: 77)
            for depth in ColorDepth.allCases {
                #expect(theme.style(of: plain, depth: depth).ink == nil)
                #expect(theme.style(of: shaded, depth: depth).ink == nil || depth == .truecolor)
            }
            for depth in [ColorDepth.mono, .sixteen] {
                #expect(theme.style(of: plain, depth: depth) == theme.style(of: shaded, depth: depth))
            }
            // In 256 colours a gradient is made of the palette's.
            let flowing = theme.style(of: shaded, depth: .palette256).foreground
            #expect(theme.gradients[role] == nil || flowing == theme.gradients[role]?.paletteIndex(at: 77))
        }
        #expect(theme.gradients.isEmpty == (name == "mono"))
    }

    @Test func aStyleBecomesASequence() {
        var style = Style(178, on: 58, [.bold, .underline])
        #expect(style.sequence == "\u{1B}[0;1;4;38;5;178;48;5;58m")
        style.ink = RGB(1, 20, 255)
        #expect(style.sequence == "\u{1B}[0;1;4;38;2;1;20;255;48;5;58m")
        #expect(Style(1, on: 9).sequence == "\u{1B}[0;31;101m")
    }

    // MARK: - Meters

    @Test(arguments: [
        (0.0, "──────────"), (0.02, "──────────"), (0.04, "╾─────────"), (0.5, "━━━━━─────"), (0.56, "━━━━━╾────"),
        (0.9999, "━━━━━━━━━╾"), (1.0, "━━━━━━━━━━"), (.nan, "──────────"), (7.0, "━━━━━━━━━━"), (-1.0, "──────────"),
    ])
    func aMeterIsDrawnToHalfAColumn(fraction: Double, bar: String) {
        #expect(drawn { $0.drawMeter(fraction, x: 0, y: 0, width: 10) }.lines == [bar])
    }

    @Test func aMeterFlowsAndIsKnownByItsKey() {
        let (_, buffer) = drawn(5, 2) {
            $0.drawMeter(0.6, x: 0, y: 0, width: 5, key: "alice")
            $0.drawMeter(1, x: 0, y: 1, width: 5)
        }
        // The gradient lies over the whole meter, so that what is filled tells how far it is.
        #expect(buffer.row(0).map(\.shade) == [1, 64, 128, 0, 0])
        #expect(buffer.row(1).map(\.shade) == [1, 64, 128, 191, 255])
        #expect(buffer.meters == ["alice": 0.6, "0,1": 1])
    }

    @Test func withoutShadesNothingFlows() {
        var buffer = ScreenBuffer(size: Size(width: 10, height: 4))
        buffer.growth = MeterGrowth(from: [:], progress: 0)
        buffer.drawBox(buffer.bounds)
        buffer.drawMeter(0.56, x: 1, y: 1, width: 8)
        buffer.drawSparkline([1, 2, 3], x: 1, y: 2)
        buffer.shade(buffer.bounds, role: .meter) { _, _ in 200 }
        #expect(buffer.cells.allSatisfy { $0.shade == 0 })
        #expect(buffer.row(1).map(\.glyph).joined() == "┃━━━━────┃")
        #expect(buffer.meters.isEmpty)
    }

    @Test func growthBeginsAtTheOldAndEndsAtTheNew() {
        #expect([-1, 0, 0.5, 1, 2].map(MeterGrowth.eased) == [0, 0, 0.875, 1, 1])
        var growth = MeterGrowth(from: ["a": 0.8], progress: 0)
        #expect(growth.shown(0.4, key: "a") == 0.8)
        #expect(growth.shown(0.4, key: "b") == 0)
        growth.progress = 0.5
        #expect(abs(growth.shown(0.4, key: "a") - 0.6) < 1e-12)
        #expect(growth.shown(0.4, key: "b") == 0.2)
        growth.progress = 1
        #expect(growth.shown(0.4, key: "a") == 0.4)
        let (lines, buffer) = drawn {
            $0.growth = MeterGrowth(from: [:], progress: 0.5)
            $0.drawMeter(1, x: 0, y: 0, width: 10)
        }
        #expect(lines == ["━━━━━─────"])
        #expect(buffer.meters == ["0,0": 0.5])
    }

    // MARK: - Braille

    /// The dots of a sign are numbered 1 2 3 7 down its left and 4 5 6 8 down its right side; dot n is bit n - 1.
    @Test func brailleDotsByHand() {
        let signs: [(left: Int, right: Int, dots: [Int])] = [
            (0, 0, []), (1, 0, [7]), (2, 0, [7, 3]), (3, 0, [7, 3, 2]), (4, 0, [7, 3, 2, 1]), (0, 1, [8]),
            (0, 4, [8, 6, 5, 4]), (9, 9, [1, 2, 3, 4, 5, 6, 7, 8]), (-3, 2, [8, 6]),
        ]
        for sign in signs {
            let value = 0x2800 + sign.dots.reduce(0) { $0 | 1 << UInt32($1 - 1) }
            let expected = String(Character(Unicode.Scalar(UInt32(value))!))
            #expect(ScreenBuffer.brailleSign(left: sign.left, right: sign.right) == expected)
        }
    }

    @Test func anAreaIsJoinedByLines() {
        // Three values on nine columns of dots: each at its place, straight between.
        #expect(ScreenBuffer.dots([0, 8, 4], across: 9, up: 8) == [0, 2, 4, 6, 8, 7, 6, 5, 4])
        // Eight on four: the largest of each pair.
        #expect(ScreenBuffer.dots([1, 2, 0, 0, 0, 4, 3, 1], across: 4, up: 4) == [2, 0, 4, 3])
        // What is more than nothing is seen; what is no number is nothing.
        #expect(ScreenBuffer.dots([0.001, 1000, .nan, -5], across: 4, up: 4) == [1, 4, 0, 0])
        #expect(ScreenBuffer.dots([], across: 3, up: 4) == [0, 0, 0])
        #expect(ScreenBuffer.dots([5], across: 2, up: 4) == [4, 4])
        #expect(ScreenBuffer.dots([0, 0], across: 2, up: 4) == [0, 0])
    }

    @Test func anAreaIsDrawnFromTheGround() {
        let (lines, buffer) = drawn(3, 2) { $0.drawBraille([0, 0, 8, 8, 3, 5], in: $0.bounds) }
        // Dots high: 0 0, 8 8, 3 5.
        #expect(lines == [" ⣿⢀", "⣀⣿⣾"])
        #expect(buffer[0, 1].role == .track && buffer[1, 0].role == .spark)
        // Above is more.
        #expect(buffer[1, 0].shade == 255 && buffer[1, 1].shade == 1 && buffer[0, 1].shade == 0)
    }

    // MARK: - Pictures

    @Test func picturesHaveTheGradients() {
        let (_, buffer) = drawn(2) { $0.drawMeter(1, x: 0, y: 0, width: 2) }
        let first = Theme.dark.gradients[.meter]!.color(at: 1)
        let ansi = ANSIText.encode(buffer, theme: .dark, depth: .truecolor)
        #expect(ansi.hasPrefix("\u{1B}[0;38;2;\(first.red);\(first.green);\(first.blue)m━\u{1B}[0;38;2;"))
        let svg = SVGPicture.encode(buffer, theme: .dark, depth: .truecolor)
        #expect(svg.contains("fill=\"\(first.hexadecimal)\""))
        #expect(!ANSIText.encode(buffer, theme: .dark, depth: .palette256).contains("38;2;"))
        #expect(FrameText.encode(buffer, name: "x").contains("shades\n|0f|\n"))
    }

    @Test func aFrameLightensTowardsItsHead() {
        let (_, buffer) = drawn(4, 3) { $0.drawBox($0.bounds) }
        #expect((0..<3).map { buffer[0, $0].shade } == [255, 128, 1])
    }
}
