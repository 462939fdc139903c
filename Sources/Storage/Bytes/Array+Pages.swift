extension Array<UInt8> {
    /// Reserves room that is about to be filled, and asks the system for its pages: see
    /// ``Swift/UnsafeMutableRawBufferPointer/takePages()``.
    mutating func reserveWithPages(_ capacity: Int) {
        reserveCapacity(capacity)
        let room = self.capacity
        withUnsafeMutableBytes { bytes in
            UnsafeMutableRawBufferPointer(start: bytes.baseAddress, count: room).takePages()
        }
    }
}
