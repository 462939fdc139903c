/// What a cell means. A ``Theme`` says how each meaning looks; nothing else names a colour.
package enum Role: UInt8, CaseIterable, Hashable, Sendable {
    case text, dim, strong
    case border, title, header, headerFocus
    case level, loss
    case crownGold, crownSilver, crownBronze
    case pointer, key, keyLabel
    case tab, tabActive
    case meter, meterTrack, spark
    case match, warning, input
    case thumb, track
    /// A little of something, in a calendar: more of it is `spark`, then `meter`, then `crownGold`.
    case heat

    /// The letter of the role in a frame file.
    package var letter: Character {
        switch self {
        case .text: "t"
        case .dim: "d"
        case .strong: "n"
        case .border: "b"
        case .title: "c"
        case .header: "h"
        case .headerFocus: "f"
        case .level: "l"
        case .loss: "x"
        case .crownGold: "g"
        case .crownSilver: "s"
        case .crownBronze: "z"
        case .pointer: "p"
        case .key: "k"
        case .keyLabel: "y"
        case .tab: "a"
        case .tabActive: "e"
        case .meter: "m"
        case .meterTrack: "r"
        case .spark: "j"
        case .match: "q"
        case .warning: "w"
        case .input: "i"
        case .thumb: "u"
        case .track: "v"
        case .heat: "o"
        }
    }
}
