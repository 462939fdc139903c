extension Theme {
    /// Changes the look of a role.
    package mutating func set(_ style: Style, for role: Role, depth: ColorDepth) {
        switch depth {
        case .mono: mono[role] = style
        case .sixteen: sixteen[role] = style
        case .palette256, .truecolor:
            // Its ink in the selected row was chosen for the ink that it had.
            if palette256[role]?.foreground != style.foreground { selectionInks256[role] = nil }
            palette256[role] = style
            // Nor does it flow from and to the colours that it had.
            gradients[role] = nil
        }
    }

    /// Changes the ground of the selected row, and the ink on it.
    ///
    /// - Parameters:
    ///   - style: Reverse video without a background, or a background. An ink is for all text of the row; without one
    ///     each role keeps its own with 256 colours, and the ink stays as it is with 16.
    ///   - depth: The depth of colour that it is for.
    package mutating func setSelection(_ style: Style, depth: ColorDepth) {
        switch depth {
        case .mono: break
        case .sixteen:
            selection16 = style.background
            selectionText16 = style.foreground ?? selectionText16
        case .palette256, .truecolor:
            selection256 = style.background
            guard let ink = style.foreground else { return }
            for role in Role.allCases { selectionInks256[role] = ink }
        }
    }

    /// The ground of the selected row and, where all text of it has one, the ink; reverse video where there is no ground.
    package func selection(depth: ColorDepth) -> Style {
        switch depth {
        case .mono: Style(nil, on: nil, .reverse)
        case .sixteen: selection16.map { Style(selectionText16, on: $0) } ?? Style(nil, on: nil, .reverse)
        case .palette256, .truecolor: selection256.map { Style(nil, on: $0) } ?? Style(nil, on: nil, .reverse)
        }
    }
}
