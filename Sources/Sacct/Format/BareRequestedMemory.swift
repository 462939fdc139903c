/// What a ReqMem without `c` or `n` behind it means.
package enum BareRequestedMemory: String, CaseIterable, Sendable {
    /// As the Slurm version has it: the job's total from 21.08 on, per node before.
    case auto
    case node
    case job

    /// Whether the value is to be taken once for each node.
    ///
    /// - Parameter version: The Slurm that printed the rows. When it is not known, a bare value is the job's total:
    ///   releases before 21.08 always print the suffix.
    package func isPerNode(under version: SlurmVersion?) -> Bool {
        switch self {
        case .auto: version.map { $0 < SlurmVersion(21, 8) } ?? false
        case .node: true
        case .job: false
        }
    }
}
