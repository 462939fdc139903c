/// How each role looks, for each depth of colour. Themes never paint a whole background: they live on the terminal's.
package struct Theme: Hashable, Sendable {
    /// What `--theme` calls it.
    package private(set) var name: String
    /// One line for choosers and help.
    package private(set) var summary: String
    /// Whether it is made for light terminals: pictures of it have light paper.
    let isLight: Bool
    var palette256: [Role: Style]
    var sixteen: [Role: Style]
    var mono: [Role: Style]
    /// Backgrounds of the selected row; nil is reverse video.
    var selection256: UInt8?
    var selection16: UInt8?
    /// What text of the selected row is written in with 16 colours.
    var selectionText16: UInt8
    /// Inks of the selected row with 256 colours, where a role's own could not be read on the selection's ground.
    var selectionInks256: [Role: UInt8]
    /// The roles that flow from one colour into another where a terminal has the colours for it.
    var gradients: [Role: Gradient]
    /// What a gradient is mixed with in the selected row, so that it can be read on the selection's ground.
    let selectionLight: RGB

    /// Every theme there is.
    package static let all: [Theme] = [.dark, .light, .highContrast, .mono, .osrs]

    /// The theme of this name; nil when there is none.
    package init?(named name: String) {
        guard let theme = Theme.all.first(where: { $0.name == name }) else { return nil }
        self = theme
    }

    init(
        name: String, summary: String, palette256: [Role: Style], sixteen: [Role: Style], mono: [Role: Style],
        selection256: UInt8?, selection16: UInt8?, selectionText16: UInt8, selectionInks256: [Role: UInt8] = [:],
        isLight: Bool = false, gradients: [Role: Gradient] = [:], selectionLight: RGB = RGB(255, 255, 255)
    ) {
        self.name = name
        self.summary = summary
        self.isLight = isLight
        self.palette256 = palette256
        self.sixteen = sixteen
        self.mono = mono
        self.selection256 = selection256
        self.selection16 = selection16
        self.selectionText16 = selectionText16
        self.selectionInks256 = selectionInks256
        self.gradients = gradients
        self.selectionLight = selectionLight
    }

    /// The same look under another name, to be changed.
    package func named(_ name: String, summary: String) -> Theme {
        var theme = self
        theme.name = name
        theme.summary = summary
        return theme
    }

    /// The look of a cell.
    package func style(of cell: Cell, depth: ColorDepth) -> Style {
        var style = style(of: cell.role, isSelected: cell.isSelected, depth: depth)
        guard cell.shade > 0, depth == .palette256 || depth == .truecolor, let gradient = gradients[cell.role] else {
            return style
        }
        if depth == .truecolor {
            let ink = gradient.color(at: cell.shade)
            style.ink = cell.isSelected ? ink.mixed(with: selectionLight, 0.35) : ink
        } else if !cell.isSelected, let index = gradient.paletteIndex(at: cell.shade) {
            style.foreground = index
        }
        return style
    }

    /// The look of a role, in the selected row or outside it.
    package func style(of role: Role, isSelected: Bool, depth: ColorDepth) -> Style {
        let table =
            switch depth {
            case .mono: mono
            case .sixteen: sixteen
            case .palette256, .truecolor: palette256
            }
        var style = table[role] ?? Style()
        guard isSelected else { return style }
        switch depth {
        case .palette256, .truecolor:
            if let selection256 {
                style.background = selection256
                style.foreground = selectionInks256[role] ?? style.foreground
            } else {
                style.attributes.insert(.reverse)
            }
        case .sixteen:
            if let selection16 {
                style.background = selection16
                style.foreground = selectionText16
            } else {
                style.attributes.insert(.reverse)
            }
        case .mono:
            // Dim and reverse together cannot be read on many terminals.
            style.attributes.remove(.dim)
            style.attributes.insert(.reverse)
        }
        return style
    }
}
