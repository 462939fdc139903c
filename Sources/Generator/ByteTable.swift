/// Many short texts in one block, each found by its index: no object per text.
struct ByteTable {
    private var bytes: [UInt8] = []
    private var starts: [Int] = [0]

    init(_ texts: some Sequence<String>) {
        for text in texts {
            bytes.append(contentsOf: text.utf8)
            starts.append(bytes.count)
        }
    }

    /// Appends the text at `index` to the row.
    @inline(__always)
    func write(_ index: Int, to buffer: inout RowBuffer) {
        bytes.withUnsafeBufferPointer { block in
            starts.withUnsafeBufferPointer { starts in
                buffer.append(UnsafeBufferPointer(rebasing: block[starts[index]..<starts[index + 1]]))
            }
        }
    }
}
