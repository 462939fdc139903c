/// Where a scanner notes the delimiters of the line at hand. Lives as long as its scanner.
package final class RowScannerStorage {
    /// One more than the most columns, and the line's end.
    let delimiterEnds = UnsafeMutablePointer<Int>.allocate(capacity: RowLayout.maximumColumnCount + 2)

    package init() {}

    deinit {
        delimiterEnds.deallocate()
    }
}
