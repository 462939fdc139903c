package import Scoreboard

/// One user's totals by cluster, `agg/users/<user>.json`: derived from the rollups, for people and scripts.
///
/// `{"schema_version":1,"username":…,"clusters":{C:{"asof":…,"counts":{"jobs","gpu_jobs","failed_jobs"},
/// "totals":{"elapsed_hours",…}}},"checksum":…}`: `totals` has all other columns of the rollups.
package struct UserFile: Equatable, Sendable {
    /// What the user has on one cluster.
    package struct ClusterTotals: Equatable, Sendable {
        /// When the cluster's accounting was last read.
        package var asOf: Timestamp
        /// Of all time.
        package var totals: UserTotals

        package init(asOf: Timestamp, totals: UserTotals) {
            self.asOf = asOf
            self.totals = totals
        }
    }

    /// The `schema_version` that is written, and the newest that is read.
    package static let schemaVersion = 1

    /// As accounting has it: data, never a path.
    package var username: String
    /// By cluster.
    package var clusters: [ClusterName: ClusterTotals]

    package init(username: String, clusters: [ClusterName: ClusterTotals]) {
        self.username = username
        self.clusters = clusters
    }
}
