package import Scoreboard

/// One user's totals by cluster, `agg/users/<user>.json`: derived from the rollups, for people and scripts.
///
/// `{"schema_version":1,"username":…,"clusters":{C:{"asof":…,"counts":{"jobs","gpu_jobs","failed_jobs"},
/// "totals":{"elapsed_hours",…},"imported":["2019-05",…]}},"checksum":…}`: `totals` has all other columns of the rollups;
/// `imported` is there when months were taken over from another program and not read from the accounting.
package struct UserFile: Equatable, Sendable {
    /// What the user has on one cluster.
    package struct ClusterTotals: Equatable, Sendable {
        /// When the cluster's accounting was last read.
        package var asOf: Timestamp
        /// Of all time.
        package var totals: UserTotals
        /// The months among them that were taken over from another program, in order.
        package var importedMonths: [Month]

        package init(asOf: Timestamp, totals: UserTotals, importedMonths: [Month] = []) {
            self.asOf = asOf
            self.totals = totals
            self.importedMonths = importedMonths
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
