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

    /// All GPUs of the job.
    package var count: Int64
    /// By type, in Slurm's order; the counts add up to ``count``.
    package var types: [Typed] {
        get { list.types }
        set { list = GPUTypeList(newValue) }
    }

    private var list: GPUTypeList

    package static let none = GPUAllocation(count: 0, list: .empty)

    private init(count: Int64, list: GPUTypeList) {
        self.count = count
        self.list = list
    }

    /// Settles what Slurm and the sites print in two ways for the same cards.
    ///
    /// With g the untyped `gres/gpu` and t the sum of the typed ones, the total is g when g ≥ t (Slurm repeats the
    /// typed cards in the untyped count), else g + t (a site that prints the two apart).
    package init(untyped: Int64, typed: [Typed]) {
        let typedCount = typed.reduce(0) { $0 + $1.count }
        let rest = untyped >= typedCount ? untyped - typedCount : untyped
        count = typedCount + rest
        list = GPUTypeList(rest > 0 ? typed + [Typed(type: GPUAllocation.untypedName, count: rest)] : typed)
    }
}
