/// The GPUs of one job, from its allocated TRES.
package struct GPUAllocation: Hashable, Sendable {
    /// GPUs of one type.
    package struct Typed: Hashable, Sendable {
        /// The GRES type as Slurm prints it, for instance `a100` or `1g.10gb`; ``untypedName`` for GPUs without one.
        package var type: String
        /// Cards of the type.
        package var count: Int64

        package init(type: String, count: Int64) {
            self.type = type
            self.count = count
        }
    }

    /// The name under which GPUs without a type are kept.
    package static let untypedName = "untyped"

    /// All GPUs of the job; what is beyond 2^31 − 1 is that.
    package var count: Int64 {
        get { Int64(narrowCount) }
        set { narrowCount = Int32(clamping: newValue) }
    }
    /// Half a word, so that a parsed row is no longer than what is copied without a call.
    private var narrowCount: Int32
    /// By type, in Slurm's order; the counts add up to ``count``.
    package var types: [Typed] {
        get { list.types }
        set { list = GPUTypeList(newValue) }
    }

    private var list: GPUTypeList

    package static let none = GPUAllocation(count: 0, list: .empty)

    private init(count: Int64, list: GPUTypeList) {
        narrowCount = Int32(clamping: count)
        self.list = list
    }

    /// Settles what Slurm and the sites print in two ways for the same cards.
    ///
    /// With g the untyped `gres/gpu` and t the sum of the typed ones, the total is g when g ≥ t (Slurm repeats the
    /// typed cards in the untyped count), else g + t (a site that prints the two apart).
    package init(untyped: Int64, typed: [Typed]) {
        let typedCount = typed.reduce(0) { $0 + $1.count }
        let rest = untyped >= typedCount ? untyped - typedCount : untyped
        narrowCount = Int32(clamping: typedCount + rest)
        list = GPUTypeList(rest > 0 ? typed + [Typed(type: GPUAllocation.untypedName, count: rest)] : typed)
    }
}
