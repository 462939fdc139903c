extension Role {
    /// What files call it: `crown_gold`.
    package var key: String {
        "\(self)".reduce(into: "") { key, character in
            if character.isUppercase { key += "_" }
            key += character.lowercased()
        }
    }

    /// The role of this key; nil when there is none.
    package init?(key: String) {
        guard let role = Role.allCases.first(where: { $0.key == key }) else { return nil }
        self = role
    }

    /// What is drawn in it.
    package var documentation: String {
        switch self {
        case .text: "Ordinary text."
        case .dim: "What matters less."
        case .strong: "What matters more."
        case .border: "The frame."
        case .title: "The program's name, and titles."
        case .header: "Titles of columns."
        case .headerFocus: "The title of the column that s sorts by."
        case .level: "Levels and what was gained."
        case .loss: "Failures and losses."
        case .crownGold: "The first of a board."
        case .crownSilver: "The second."
        case .crownBronze: "The third."
        case .pointer: "The signs of the selected row and of marks."
        case .key: "Keys in the bottom line."
        case .keyLabel: "What they do."
        case .tab: "Tabs."
        case .tabActive: "The tab that is shown."
        case .meter: "The filled part of a bar."
        case .meterTrack: "The rest of a bar."
        case .spark: "Small charts."
        case .match: "What a search found."
        case .warning: "Warnings."
        case .input: "Text that is being typed."
        case .thumb: "The handle of a scroll bar."
        case .track: "The rest of a scroll bar."
        case .heat: "A little of something, in a calendar."
        }
    }
}
