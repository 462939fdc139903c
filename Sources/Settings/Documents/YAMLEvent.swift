/// What libyaml tells of a text, piece by piece.
enum YAMLEvent: Equatable {
    case streamStart, streamEnd
    case documentStart, documentEnd
    case scalar(String, isPlain: Bool)
    case listStart, listEnd
    case tableStart, tableEnd
}
