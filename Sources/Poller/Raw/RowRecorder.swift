package import Sacct
package import Storage

/// Keeps the rows that a slice takes in, compressed, while they come.
package final class RowRecorder {
    private let stream = DeflateStream()
    private var layout: RowLayout?
    private var waiting: [UInt8] = []
    private var rowCount = 0

    private static let pieceSize = 1 << 16

    package init() {
        waiting.reserveCapacity(RowRecorder.pieceSize * 2)
    }

    /// Takes one row, as it was printed. The names of the columns go before it when they are not those of the last one.
    package func take(_ row: Row, _ layout: RowLayout) {
        if layout != self.layout {
            waiting += Array(layout.header.utf8) + [UInt8(ascii: "\n")]
            self.layout = layout
        }
        row.line.append(to: &waiting)
        waiting.append(UInt8(ascii: "\n"))
        rowCount += 1
        if waiting.count >= RowRecorder.pieceSize { compress() }
    }

    /// What was taken; nil without rows. Nothing may be taken after that.
    package func finish(_ slice: RawRows.Slice) -> RawRows? {
        guard rowCount > 0 else { return nil }
        compress()
        return RawRows(slice: slice, rowCount: rowCount, compressed: stream.finish()[...])
    }

    private func compress() {
        stream.append(waiting)
        waiting.removeAll(keepingCapacity: true)
    }
}
