import Scoreboard

/// Who is shown, as far as settings decide it.
package struct PublicationRules: Equatable, Sendable {
    /// Whoever has fewer ended jobs, of all time on the clusters of a board together, is not on it; 1 shows all.
    package var minimumJobs: Int
    /// The directory of everybody's home: in `HOME_ROOT/USER` a file `.slurm_scoreboard_optout` may stand.
    package var homeRoot: String

    package init(
        minimumJobs: Int = PublicationRules.defaultMinimumJobs, homeRoot: String = PublicationRules.defaultHomeRoot
    ) {
        self.minimumJobs = minimumJobs
        self.homeRoot = homeRoot
    }

    /// Of ``minimumJobs``.
    package static let defaultMinimumJobs = VisibilityPolicy.defaultMinimumJobs
    /// Of ``homeRoot``.
    package static let defaultHomeRoot = "/home"
}
