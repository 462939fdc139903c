import Scoreboard

/// A list that grows by pages, so that it never takes twice its size, and whose pages go when all of one was taken.
struct TotalsPages {
    private var pages: [ContiguousArray<UserTotals>] = []
    /// How many of each page were not taken yet.
    private var left: [Int] = []

    /// So many that a page is a block of the system's own, which gets it back when it is let go.
    private static let pageLength = 512

    init() {}

    subscript(place: Int) -> UserTotals {
        get { pages[place / TotalsPages.pageLength][place % TotalsPages.pageLength] }
        _modify { yield &pages[place / TotalsPages.pageLength][place % TotalsPages.pageLength] }
    }

    mutating func append(_ totals: UserTotals) {
        if (pages.last?.count ?? TotalsPages.pageLength) == TotalsPages.pageLength {
            var page: ContiguousArray<UserTotals> = []
            page.reserveCapacity(TotalsPages.pageLength)
            pages.append(page)
            left.append(TotalsPages.pageLength)
        }
        pages[pages.count - 1].append(totals)
    }

    /// Notes that what stands at a place is not needed any more; nothing asks for it then.
    mutating func take(_ place: Int) {
        let page = place / TotalsPages.pageLength
        left[page] -= 1
        if left[page] == 0 { pages[page] = [] }
    }
}
