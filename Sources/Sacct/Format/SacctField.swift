/// The columns of sacct's output that this program understands: one table for the query, the header and the parsing.
package enum SacctField: Int, CaseIterable, Sendable {
    case cluster
    case jobID
    case jobIDRaw
    case user
    case state
    case elapsedRaw
    case elapsed
    case allocatedCPUs
    case nodes
    case requestedMemory
    case allocatedTRES
    case partition
    case consumedEnergy
    case maxRSS
    case averageRSS
    case totalCPU
    case submit
    case eligible
    case start
    case end

    /// Slurm's name of the column, as `sacct --helpformat` lists it.
    package var name: String { names[0] }

    /// The names under which saved output may hold the column, Slurm's present one first.
    package var names: [String] {
        switch self {
        case .cluster: ["Cluster"]
        case .jobID: ["JobID"]
        case .jobIDRaw: ["JobIDRaw"]
        case .user: ["User"]
        case .state: ["State"]
        case .elapsedRaw: ["ElapsedRaw"]
        case .elapsed: ["Elapsed"]
        case .allocatedCPUs: ["AllocCPUS", "NCPUS"]
        case .nodes: ["NNodes", "AllocNodes"]
        case .requestedMemory: ["ReqMem"]
        case .allocatedTRES: ["AllocTRES"]
        case .partition: ["Partition"]
        case .consumedEnergy: ["ConsumedEnergyRaw"]
        case .maxRSS: ["MaxRSS"]
        case .averageRSS: ["AveRSS"]
        case .totalCPU: ["TotalCPU"]
        case .submit: ["Submit"]
        case .eligible: ["Eligible"]
        case .start: ["Start"]
        case .end: ["End"]
        }
    }

    /// Whether rows without the column cannot be counted.
    package var isRequired: Bool {
        switch self {
        case .jobIDRaw, .user, .state, .allocatedCPUs, .submit, .start, .end: true
        default: false
        }
    }

    /// Whether its text can say who somebody is. What accounting calls an account, a job's name and the like are no
    /// fields here, and are never asked for.
    var mayName: Bool { self == .user }

    /// What a poll asks for about jobs, in order.
    package static let ofJobs: [SacctField] = [
        .jobIDRaw, .user, .state, .elapsedRaw, .allocatedCPUs, .nodes, .requestedMemory, .allocatedTRES,
        .consumedEnergy, .submit, .eligible, .start, .end,
    ]

    /// What a poll asks for about jobs and their steps, in order.
    package static let ofJobsAndSteps: [SacctField] = ofJobs + [.maxRSS, .averageRSS, .totalCPU]

    /// Finds a column by its name, whatever its case; nil for a column that is of no use here.
    package init?(name: some StringProtocol) {
        let wanted = name.lowercased()
        guard let field = SacctField.allCases.first(where: { $0.names.contains { $0.lowercased() == wanted } }) else {
            return nil
        }
        self = field
    }
}
