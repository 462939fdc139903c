/// The words of an ``IdentitySet``, a run's side by side, many runs to a page: when more are needed a page is added and
/// nothing is copied, so that the set never takes twice its size, nor room for jobs that do not come.
struct IdentityPages: Sendable {
    private var pages: [[UInt64]] = []

    /// Words of a page. The first one grows up to it: most months of a small cluster are far smaller.
    private static let pageLength = 1 << 15

    init() {}

    /// Makes room for one more run.
    ///
    /// - Returns: Where it begins, to be given to the other functions.
    mutating func newRun() -> UInt32 {
        let length = IdentitySet.runCapacity
        if let last = pages.indices.last, pages[last].count < IdentityPages.pageLength {
            pages[last].append(contentsOf: repeatElement(0, count: length))
        } else {
            var page: [UInt64] = []
            if !pages.isEmpty { page.reserveCapacity(IdentityPages.pageLength) }
            page.append(contentsOf: repeatElement(0, count: length))
            pages.append(page)
        }
        return UInt32((pages.count - 1) * IdentityPages.pageLength + pages[pages.count - 1].count - length)
    }

    /// One word of a run, `offset` behind its beginning.
    @inline(__always)
    subscript(start: UInt32, offset: UInt32) -> UInt64 {
        get { pages[IdentityPages.page(of: start)][IdentityPages.place(of: start) &+ Int(offset)] }
        set { pages[IdentityPages.page(of: start)][IdentityPages.place(of: start) &+ Int(offset)] = newValue }
    }

    /// Hands over a run's words, as many as a run may have.
    @inline(__always)
    func withRun<Value>(_ start: UInt32, _ body: (UnsafePointer<UInt64>) throws -> Value) rethrows -> Value {
        try pages.withUnsafeBufferPointer { pages in
            try pages[IdentityPages.page(of: start)].withUnsafeBufferPointer { page in
                // A page has at least one run.
                try body(page.baseAddress.unsafelyUnwrapped + IdentityPages.place(of: start))
            }
        }
    }

    /// Hands over a run's words to be changed.
    @inline(__always)
    mutating func changeRun(_ start: UInt32, _ body: (UnsafeMutablePointer<UInt64>) -> Void) {
        pages[IdentityPages.page(of: start)].withUnsafeMutableBufferPointer { page in
            body(page.baseAddress.unsafelyUnwrapped + IdentityPages.place(of: start))
        }
    }

    private static func page(of start: UInt32) -> Int { Int(start) / pageLength }

    private static func place(of start: UInt32) -> Int { Int(start) % pageLength }
}
