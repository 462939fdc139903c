extension Theme {
    /// Gold and green on the terminal's dark background.
    package static let dark = Theme(
        name: "dark", summary: "gold and green, for dark terminals",
        palette256: [
            .text: Style(230), .dim: Style(244), .strong: Style(231, .bold),
            .border: Style(94), .title: Style(178, .bold), .header: Style(178, [.bold, .underline]),
            .headerFocus: Style(230, on: 58, [.bold, .underline]),
            .level: Style(70), .loss: Style(167),
            .crownGold: Style(220, .bold), .crownSilver: Style(250, .bold), .crownBronze: Style(173, .bold),
            .pointer: Style(220, .bold), .key: Style(230, on: 94, .bold), .keyLabel: Style(178),
            .tab: Style(70), .tabActive: Style(220, .bold),
            .meter: Style(178), .meterTrack: Style(94), .spark: Style(70),
            .match: Style(16, on: 220, .bold), .warning: Style(214, .bold), .input: Style(231, .bold),
            .thumb: Style(94), .track: Style(238), .heat: Style(28),
        ],
        sixteen: darkSixteen, mono: plain, selection256: 58, selection16: 4, selectionText16: 15,
        selectionInks256: onOlive, gradients: goldGradients)

    /// The game's own yellow, brown and green.
    package static let osrs = Theme(
        name: "osrs", summary: "the colours of the old hiscores",
        palette256: [
            .text: Style(223), .dim: Style(137), .strong: Style(226, .bold),
            .border: Style(130), .title: Style(226, .bold), .header: Style(214, [.bold, .underline]),
            .headerFocus: Style(226, on: 58, [.bold, .underline]),
            .level: Style(46), .loss: Style(196),
            .crownGold: Style(226, .bold), .crownSilver: Style(252, .bold), .crownBronze: Style(172, .bold),
            .pointer: Style(226, .bold), .key: Style(226, on: 52, .bold), .keyLabel: Style(214),
            .tab: Style(214), .tabActive: Style(226, .bold),
            .meter: Style(46), .meterTrack: Style(52), .spark: Style(51),
            .match: Style(16, on: 226, .bold), .warning: Style(208, .bold), .input: Style(226, .bold),
            .thumb: Style(130), .track: Style(52), .heat: Style(28),
        ],
        sixteen: darkSixteen, mono: plain, selection256: 58, selection16: 4, selectionText16: 15,
        selectionInks256: onOlive, gradients: hiscoresGradients)

    /// Dark inks for a white or cream terminal.
    package static let light = Theme(
        name: "light", summary: "dark inks, for light terminals",
        palette256: [
            .text: Style(235), .dim: Style(243), .strong: Style(16, .bold),
            .border: Style(137), .title: Style(94, .bold), .header: Style(94, [.bold, .underline]),
            .headerFocus: Style(16, on: 222, [.bold, .underline]),
            .level: Style(28), .loss: Style(160),
            .crownGold: Style(136, .bold), .crownSilver: Style(241, .bold), .crownBronze: Style(130, .bold),
            .pointer: Style(94, .bold), .key: Style(230, on: 94, .bold), .keyLabel: Style(94),
            .tab: Style(28), .tabActive: Style(94, .bold),
            .meter: Style(136), .meterTrack: Style(250), .spark: Style(28),
            .match: Style(16, on: 220, .bold), .warning: Style(130, .bold), .input: Style(16, .bold),
            .thumb: Style(137), .track: Style(252), .heat: Style(114),
        ],
        sixteen: lightSixteen, mono: plain, selection256: 223, selection16: 6, selectionText16: 0,
        selectionInks256: [.dim: 239, .level: 22, .spark: 22, .loss: 124, .meter: 94, .meterTrack: 180, .track: 180],
        isLight: true, gradients: inksGradients, selectionLight: RGB(0, 0, 0))

    /// White and bright colours only.
    package static let highContrast = Theme(
        name: "high-contrast", summary: "white and bright colours only",
        palette256: [
            .text: Style(231), .dim: Style(252), .strong: Style(231, .bold),
            .border: Style(231), .title: Style(226, .bold), .header: Style(226, [.bold, .underline]),
            .headerFocus: Style(16, on: 226, [.bold, .underline]),
            .level: Style(46), .loss: Style(210),
            .crownGold: Style(226, .bold), .crownSilver: Style(231, .bold), .crownBronze: Style(215, .bold),
            .pointer: Style(226, .bold), .key: Style(16, on: 231, .bold), .keyLabel: Style(231),
            .tab: Style(231), .tabActive: Style(226, [.bold, .underline]),
            .meter: Style(226), .meterTrack: Style(244), .spark: Style(46),
            .match: Style(16, on: 226, .bold), .warning: Style(226, .bold), .input: Style(231, .bold),
            .thumb: Style(231), .track: Style(244), .heat: Style(34),
        ],
        sixteen: highContrastSixteen, mono: plain, selection256: 19, selection16: 4, selectionText16: 15,
        gradients: brightGradients)

    /// No colours at all: weight and reverse video.
    package static let mono = Theme(
        name: "mono", summary: "no colours: bold, dim and reverse",
        palette256: plain, sixteen: plain, mono: plain, selection256: nil, selection16: nil, selectionText16: 7)

    private static let onOlive: [Role: UInt8] = [
        .dim: 251, .level: 120, .spark: 113, .heat: 113, .loss: 217, .meterTrack: 137, .track: 101,
    ]

    private static let darkSixteen: [Role: Style] = [
        .text: Style(7), .dim: Style(8), .strong: Style(15, .bold),
        .border: Style(3), .title: Style(11, .bold), .header: Style(11, [.bold, .underline]),
        .headerFocus: Style(15, on: 4, [.bold, .underline]),
        .level: Style(2), .loss: Style(1),
        .crownGold: Style(11, .bold), .crownSilver: Style(15, .bold), .crownBronze: Style(1, .bold),
        .pointer: Style(11, .bold), .key: Style(0, on: 3), .keyLabel: Style(3),
        .tab: Style(2), .tabActive: Style(11, .bold),
        .meter: Style(11, .bold), .meterTrack: Style(3), .spark: Style(2),
        .match: Style(0, on: 3), .warning: Style(11, .bold), .input: Style(15, .bold),
        .thumb: Style(3), .track: Style(8), .heat: Style(2),
    ]

    /// Yellow is no ink for white paper.
    private static let lightSixteen: [Role: Style] = [
        .text: Style(), .dim: Style(8), .strong: Style(nil, .bold),
        .border: Style(4), .title: Style(4, .bold), .header: Style(4, [.bold, .underline]),
        .headerFocus: Style(0, on: 6, [.bold, .underline]),
        .level: Style(2), .loss: Style(1),
        .crownGold: Style(5, .bold), .crownSilver: Style(nil, .bold), .crownBronze: Style(1, .bold),
        .pointer: Style(4, .bold), .key: Style(7, on: 4), .keyLabel: Style(4),
        .tab: Style(2), .tabActive: Style(4, .bold),
        .meter: Style(4), .meterTrack: Style(7), .spark: Style(2),
        .match: Style(0, on: 3), .warning: Style(1, .bold), .input: Style(nil, .bold),
        .thumb: Style(4), .track: Style(7), .heat: Style(2),
    ]

    private static let highContrastSixteen: [Role: Style] = [
        .text: Style(15), .dim: Style(7), .strong: Style(15, .bold),
        .border: Style(15), .title: Style(11, .bold), .header: Style(11, [.bold, .underline]),
        .headerFocus: Style(0, on: 3, .underline),
        .level: Style(10), .loss: Style(9, .bold),
        .crownGold: Style(11, .bold), .crownSilver: Style(15, .bold), .crownBronze: Style(9, .bold),
        .pointer: Style(11, .bold), .key: Style(0, on: 7), .keyLabel: Style(15),
        .tab: Style(15), .tabActive: Style(11, [.bold, .underline]),
        .meter: Style(11, .bold), .meterTrack: Style(7), .spark: Style(10),
        .match: Style(0, on: 3), .warning: Style(11, .bold), .input: Style(15, .bold),
        .thumb: Style(15), .track: Style(7), .heat: Style(2),
    ]

    private static let plain: [Role: Style] = [
        .dim: Style(nil, .dim), .strong: Style(nil, .bold),
        .title: Style(nil, .bold), .header: Style(nil, [.bold, .underline]),
        .headerFocus: Style(nil, [.bold, .reverse]),
        .loss: Style(nil, .bold),
        .crownGold: Style(nil, .bold), .crownSilver: Style(nil, .bold), .crownBronze: Style(nil, .bold),
        .pointer: Style(nil, .bold), .key: Style(nil, .reverse), .tabActive: Style(nil, [.bold, .underline]),
        .meter: Style(nil, .bold), .meterTrack: Style(nil, .dim),
        .match: Style(nil, [.reverse, .bold, .underline]), .warning: Style(nil, .bold), .input: Style(nil, .bold),
        .track: Style(nil, .dim),
    ]
}

extension Style {
    fileprivate init(_ foreground: UInt8?, _ attributes: Attributes) {
        self.init(foreground, on: nil, attributes)
    }
}
