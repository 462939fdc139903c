package import Scoreboard
package import Storage

/// Of which clusters and spans of time boards are made.
package struct PublicationScope: Equatable, Sendable {
    /// Clusters that are in no board of all clusters.
    package var excluded: Set<ClusterName>
    /// The spans of time for which there are boards.
    package var windows: [Window]

    package init(excluded: Set<ClusterName> = [], windows: [Window] = Window.allCases) {
        self.excluded = excluded
        self.windows = windows
    }
}
