/// GPUs that a site hides behind other names, and how many each name stands for.
package struct GPUAliases: Equatable, Sendable {
    /// GPUs on each node of a partition, by its name: for started jobs whose AllocTRES shows none.
    package var perNode: [String: Int64]
    /// GPUs in one unit of a GRES, by its name without `gres/`: `accel` counts `gres/accel=2` and `gres/accel:a=2`.
    package var perUnit: [String: Int64]

    package init(perNode: [String: Int64] = [:], perUnit: [String: Int64] = [:]) {
        self.perNode = perNode
        self.perUnit = perUnit
    }
}
