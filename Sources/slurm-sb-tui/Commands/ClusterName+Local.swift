import Sacct
import Storage

extension ClusterName {
    /// The cluster that this host belongs to.
    ///
    /// - Throws: `CommandFailure` of wrong usage when Slurm does not say.
    static func local(_ environment: [String: String]) throws -> ClusterName {
        guard let name = try? SlurmSite(environment: environment).localCluster() else {
            throw CommandFailure("Slurm does not say which cluster this is: name it with --cluster", code: 2)
        }
        return try ClusterName(name)
    }
}
