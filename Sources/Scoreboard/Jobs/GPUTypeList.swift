import Synchronization

/// The GPU types of a job as a number: jobs are then plain memory, which is moved between threads by the million.
///
/// Equal lists have equal numbers as long as the program runs. There are as many of them as the input has different ones, a
/// few for a cluster; the jobs without GPUs have the empty one and never come here.
struct GPUTypeList: Hashable, Sendable {
    private let number: UInt32

    static let empty = GPUTypeList(number: 0)

    private struct Table {
        var lists: [[GPUAllocation.Typed]] = [[]]
        var numbers: [[GPUAllocation.Typed]: UInt32] = [[]: 0]
    }

    private static let table = Mutex(Table())

    private init(number: UInt32) {
        self.number = number
    }

    init(_ types: [GPUAllocation.Typed]) {
        number =
            types.isEmpty
            ? 0
            : GPUTypeList.table.withLock { table in
                if let known = table.numbers[types] { return known }
                let next = UInt32(table.lists.count)
                table.lists.append(types)
                table.numbers[types] = next
                return next
            }
    }

    var types: [GPUAllocation.Typed] {
        number == 0 ? [] : GPUTypeList.table.withLock { $0.lists[Int(number)] }
    }
}
