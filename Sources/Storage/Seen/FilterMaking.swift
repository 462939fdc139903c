import BloomFilter

/// The work that a month's filter is, by itself: it may be done on another thread while the exact set is encoded.
package struct FilterMaking: Sendable {
    private(set) var filter: BloomFilter
    private let work: Work

    enum Work: Sendable {
        /// The filter lacks these.
        case adding([UInt64])
        /// The filter is empty and takes the whole set.
        case filling(IdentitySet)
    }

    init(_ filter: BloomFilter, _ work: Work) {
        self.filter = filter
        self.work = work
    }

    /// The filter's file, by `BloomFilterCodec`. To be called once.
    package mutating func file() -> [UInt8] {
        switch work {
        case .adding(let identities): identities.withUnsafeBufferPointer { _ = filter.insert(packed: $0) }
        case .filling(let set): set.forEachRun { filter.insert(packed: $0) }
        }
        return BloomFilterCodec.file(of: &filter)
    }
}
