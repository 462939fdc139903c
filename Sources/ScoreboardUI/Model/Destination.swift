/// Where a pane wants to go.
enum Destination: Hashable {
    /// To the pane of this name.
    case pane(String)
    /// To the one before.
    case back
}
