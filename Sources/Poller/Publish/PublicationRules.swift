package import Scoreboard
package import Storage

/// Of which clusters, spans of time and people boards are made, as far as settings decide it.
package struct PublicationRules: Equatable, Sendable {
    /// Clusters that are in no board of all clusters.
    package var excluded: Set<ClusterName>
    /// The spans of time for which there are boards.
    package var windows: [Window]
    /// Whoever has fewer ended jobs, of all time on the clusters of a board together, is not on it; 1 shows all.
    package var minimumJobs: Int
    /// The directory of everybody's home: in `HOME_ROOT/USER` a file `.slurm_scoreboard_optout` may stand.
    package var homeRoot: String
    /// Whose names may be on boards: system accounts are counted and not shown.
    package var usernames: UsernamePattern

    package init(
        excluded: Set<ClusterName> = [], windows: [Window] = Window.allCases,
        minimumJobs: Int = PublicationRules.defaultMinimumJobs, homeRoot: String = PublicationRules.defaultHomeRoot,
        usernames: UsernamePattern = .everybody
    ) {
        self.excluded = excluded
        self.windows = windows
        self.minimumJobs = minimumJobs
        self.homeRoot = homeRoot
        self.usernames = usernames
    }

    /// Of ``minimumJobs``.
    package static let defaultMinimumJobs = VisibilityPolicy.defaultMinimumJobs
    /// Of ``homeRoot``.
    package static let defaultHomeRoot = "/home"
}
