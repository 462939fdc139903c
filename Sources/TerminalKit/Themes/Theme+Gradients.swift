/// The gradients of each theme: from little to much, from the frame's foot to its head, from left to right.
extension Theme {
    /// Bronze to gold, and forest to spring green.
    static let goldGradients: [Role: Gradient] = [
        .meter: Gradient(RGB(184, 84, 24), RGB(222, 144, 24), RGB(255, 215, 64), RGB(255, 241, 170)),
        .spark: Gradient(RGB(22, 84, 58), RGB(62, 158, 52), RGB(190, 230, 80)),
        .border: Gradient(RGB(74, 44, 12), RGB(150, 100, 24), RGB(222, 170, 60)),
        .title: Gradient(RGB(255, 236, 150), RGB(226, 160, 30)),
        .tabActive: Gradient(RGB(255, 240, 160), RGB(240, 170, 40)),
        .loss: Gradient(RGB(170, 44, 60), RGB(214, 70, 70), RGB(255, 150, 120)),
        .heat: Gradient(RGB(18, 70, 50), RGB(40, 130, 60)),
        .thumb: Gradient(RGB(110, 66, 16), RGB(222, 170, 60)),
        .crownGold: Gradient(RGB(190, 120, 20), RGB(255, 215, 64), RGB(255, 250, 220)),
    ]

    /// The old game's own: from blood over flame to yellow, cyan water, and lime.
    static let hiscoresGradients: [Role: Gradient] = [
        .meter: Gradient(RGB(20, 110, 20), RGB(60, 220, 40), RGB(190, 255, 90)),
        .spark: Gradient(RGB(0, 80, 130), RGB(0, 200, 230), RGB(170, 255, 250)),
        .border: Gradient(RGB(70, 38, 10), RGB(146, 86, 24), RGB(214, 140, 56)),
        .title: Gradient(RGB(255, 255, 120), RGB(255, 176, 0)),
        .tabActive: Gradient(RGB(255, 255, 120), RGB(255, 176, 0)),
        .loss: Gradient(RGB(120, 0, 0), RGB(255, 40, 20), RGB(255, 140, 90)),
        .heat: Gradient(RGB(20, 80, 30), RGB(30, 140, 40)),
        .thumb: Gradient(RGB(120, 64, 16), RGB(214, 140, 56)),
        .crownGold: Gradient(RGB(220, 130, 0), RGB(255, 230, 0), RGB(255, 255, 200)),
    ]

    /// Inks that are read on paper: the more, the darker.
    static let inksGradients: [Role: Gradient] = [
        .meter: Gradient(RGB(214, 160, 60), RGB(176, 112, 10), RGB(120, 62, 0)),
        .spark: Gradient(RGB(110, 170, 90), RGB(40, 130, 50), RGB(0, 84, 50)),
        .border: Gradient(RGB(206, 176, 128), RGB(160, 110, 50), RGB(110, 66, 10)),
        .title: Gradient(RGB(90, 50, 0), RGB(170, 96, 0)),
        .tabActive: Gradient(RGB(90, 50, 0), RGB(160, 86, 0)),
        .loss: Gradient(RGB(220, 110, 90), RGB(190, 30, 40), RGB(120, 0, 20)),
        .heat: Gradient(RGB(160, 205, 140), RGB(100, 165, 90)),
        .thumb: Gradient(RGB(190, 150, 90), RGB(110, 66, 10)),
        .crownGold: Gradient(RGB(176, 120, 0), RGB(130, 80, 0), RGB(80, 40, 0)),
    ]

    /// Bright from end to end: nothing that flows becomes hard to see.
    static let brightGradients: [Role: Gradient] = [
        .meter: Gradient(RGB(255, 190, 0), RGB(255, 255, 90)),
        .spark: Gradient(RGB(0, 220, 120), RGB(160, 255, 120)),
        .border: Gradient(RGB(170, 170, 170), RGB(255, 255, 255)),
        .loss: Gradient(RGB(255, 110, 110), RGB(255, 190, 170)),
        .heat: Gradient(RGB(0, 160, 80), RGB(0, 200, 90)),
        .crownGold: Gradient(RGB(255, 200, 0), RGB(255, 255, 160)),
    ]
}
