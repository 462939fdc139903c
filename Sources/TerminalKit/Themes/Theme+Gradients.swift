/// The gradients of each theme: from little to much, from the frame's foot to its head, from left to right.
extension Theme {
    /// Bronze to gold, and forest to spring green.
    static let goldGradients: [Role: Gradient] = [
        .meter: Gradient(
            RGB(184, 84, 24), RGB(222, 144, 24), RGB(255, 215, 64), RGB(255, 241, 170), palette: 130, 136, 172, 178,
            214, 220, 228),
        .spark: Gradient(RGB(22, 84, 58), RGB(62, 158, 52), RGB(190, 230, 80), palette: 22, 28, 34, 70, 76, 112, 148),
        .border: Gradient(RGB(74, 44, 12), RGB(150, 100, 24), RGB(222, 170, 60), palette: 94, 136, 178),
        .title: Gradient(RGB(255, 236, 150), RGB(226, 160, 30), palette: 228, 220, 178),
        .tabActive: Gradient(RGB(255, 240, 160), RGB(240, 170, 40), palette: 228, 220, 214),
        .loss: Gradient(RGB(170, 44, 60), RGB(214, 70, 70), RGB(255, 150, 120), palette: 125, 131, 167, 203, 209),
        .heat: Gradient(RGB(18, 70, 50), RGB(40, 130, 60), palette: 22, 28),
        .thumb: Gradient(RGB(110, 66, 16), RGB(222, 170, 60), palette: 94, 136, 178),
        .crownGold: Gradient(RGB(190, 120, 20), RGB(255, 215, 64), RGB(255, 250, 220), palette: 178, 220, 229),
    ]

    /// The old game's own: from blood over flame to yellow, cyan water, and lime.
    static let hiscoresGradients: [Role: Gradient] = [
        .meter: Gradient(RGB(20, 110, 20), RGB(60, 220, 40), RGB(190, 255, 90), palette: 28, 34, 40, 46, 118, 155),
        .spark: Gradient(RGB(0, 80, 130), RGB(0, 200, 230), RGB(170, 255, 250), palette: 24, 31, 38, 45, 51, 123, 159),
        .border: Gradient(RGB(70, 38, 10), RGB(146, 86, 24), RGB(214, 140, 56), palette: 94, 130, 172),
        .title: Gradient(RGB(255, 255, 120), RGB(255, 176, 0), palette: 228, 226, 214),
        .tabActive: Gradient(RGB(255, 255, 120), RGB(255, 176, 0), palette: 228, 226, 214),
        .loss: Gradient(RGB(120, 0, 0), RGB(255, 40, 20), RGB(255, 140, 90), palette: 88, 124, 160, 196, 203),
        .heat: Gradient(RGB(20, 80, 30), RGB(30, 140, 40), palette: 22, 28),
        .thumb: Gradient(RGB(120, 64, 16), RGB(214, 140, 56), palette: 94, 130, 172),
        .crownGold: Gradient(RGB(220, 130, 0), RGB(255, 230, 0), RGB(255, 255, 200), palette: 214, 226, 230),
    ]

    /// Inks that are read on paper: the more, the darker.
    static let inksGradients: [Role: Gradient] = [
        .meter: Gradient(RGB(214, 160, 60), RGB(176, 112, 10), RGB(120, 62, 0), palette: 178, 172, 136, 130, 94),
        .spark: Gradient(RGB(110, 170, 90), RGB(40, 130, 50), RGB(0, 84, 50), palette: 108, 71, 34, 28, 22),
        .border: Gradient(RGB(206, 176, 128), RGB(160, 110, 50), RGB(110, 66, 10), palette: 180, 137, 94),
        .title: Gradient(RGB(90, 50, 0), RGB(170, 96, 0), palette: 94, 130, 136),
        .tabActive: Gradient(RGB(90, 50, 0), RGB(160, 86, 0), palette: 94, 130),
        .loss: Gradient(RGB(220, 110, 90), RGB(190, 30, 40), RGB(120, 0, 20), palette: 173, 167, 160, 124, 88),
        .heat: Gradient(RGB(160, 205, 140), RGB(100, 165, 90), palette: 151, 114),
        .thumb: Gradient(RGB(190, 150, 90), RGB(110, 66, 10), palette: 137, 94),
        .crownGold: Gradient(RGB(176, 120, 0), RGB(130, 80, 0), RGB(80, 40, 0), palette: 136, 130, 94),
    ]

    /// Bright from end to end: nothing that flows becomes hard to see.
    static let brightGradients: [Role: Gradient] = [
        .meter: Gradient(RGB(255, 190, 0), RGB(255, 255, 90), palette: 214, 220, 226, 228),
        .spark: Gradient(RGB(0, 220, 120), RGB(160, 255, 120), palette: 42, 46, 83, 120),
        .border: Gradient(RGB(170, 170, 170), RGB(255, 255, 255), palette: 248, 252, 231),
        .loss: Gradient(RGB(255, 110, 110), RGB(255, 190, 170), palette: 203, 210, 217),
        .heat: Gradient(RGB(0, 160, 80), RGB(0, 200, 90), palette: 35, 41),
        .crownGold: Gradient(RGB(255, 200, 0), RGB(255, 255, 160), palette: 220, 226, 229),
    ]
}
