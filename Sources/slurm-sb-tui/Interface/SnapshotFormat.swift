/// How a frame is written out.
enum SnapshotFormat: String, CaseIterable {
    /// Plain lines.
    case text
    /// Lines with colours.
    case ansi
    /// A picture.
    case svg
    /// Glyphs and roles, as the tests keep them.
    case frame
}
