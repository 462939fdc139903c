/// A width and a height in cells.
package struct Size: Hashable, Sendable {
    /// Columns, 0 or more.
    package var width: Int
    /// Rows, 0 or more.
    package var height: Int

    package init(width: Int, height: Int) {
        self.width = max(0, width)
        self.height = max(0, height)
    }
}
