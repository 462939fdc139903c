/// A line of safe text with the meaning of each of its parts.
package struct StyledLine: Hashable, Sendable {
    /// A part that means one thing.
    package struct Run: Hashable, Sendable {
        package var text: SafeText
        package var role: Role

        package init(_ text: SafeText, role: Role) {
            self.text = text
            self.role = role
        }
    }

    /// From left to right.
    package var runs: [Run]

    package init(_ runs: [Run]) {
        self.runs = runs
    }
}
