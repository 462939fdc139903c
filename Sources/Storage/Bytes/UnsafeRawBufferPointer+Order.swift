import Glibc

extension UnsafeRawBufferPointer {
    /// Below zero when these bytes come before others, zero when they are the same.
    @inline(__always)
    func order(to other: UnsafeRawBufferPointer) -> Int {
        guard let bytes = baseAddress, let others = other.baseAddress else { return count - other.count }
        let order = memcmp(bytes, others, Swift.min(count, other.count))
        return order != 0 ? Int(order) : count - other.count
    }
}
