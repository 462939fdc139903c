package import Sacct
package import Storage

/// Saved rows: a file, standard input, or bytes at hand.
package struct IngestInput {
    /// For messages.
    package let name: String
    /// What the columns are; nil when the input begins with a header.
    package let layout: RowLayout?
    /// What is known of the slice that the rows were read as, when a poll kept them; nil for other rows.
    package let slice: RawRows.Slice?
    /// Fills the buffer it is given and returns the number of bytes; zero at the end.
    package let read: (UnsafeMutableRawBufferPointer) throws -> Int

    package init(
        name: String, layout: RowLayout? = nil, slice: RawRows.Slice? = nil,
        read: @escaping (UnsafeMutableRawBufferPointer) throws -> Int
    ) {
        self.name = name
        self.layout = layout
        self.slice = slice
        self.read = read
    }

    /// Rows that are in memory.
    package init(name: String, layout: RowLayout? = nil, bytes: [UInt8]) {
        var rest = bytes[...]
        self.init(name: name, layout: layout) { buffer in
            let count = min(buffer.count, rest.count)
            buffer.copyBytes(from: rest.prefix(count))
            rest = rest.dropFirst(count)
            return count
        }
    }
}
