/// Which clusters can be polled from this machine.
package struct PollingSite: Hashable, Sendable {
    /// A cluster of the data root or of the accounting.
    package struct Place: Hashable, Sendable {
        /// Its name.
        package var cluster: String
        /// Why it cannot be polled from here; nil when it can.
        package var obstacle: PollingObstacle?

        package init(_ cluster: String, obstacle: PollingObstacle? = nil) {
            self.cluster = cluster
            self.obstacle = obstacle
        }
    }

    /// Sorted by name.
    package var places: [Place]
    /// The cluster that this machine belongs to; nil when Slurm does not say.
    package var local: String?
    /// Why nothing at all can be polled from here; nil when something might be.
    package var obstacle: PollingObstacle?
    /// Why the accounting did not say which clusters it knows, in words; nil when it did.
    package var problem: String?

    package init(
        _ places: [Place], local: String? = nil, obstacle: PollingObstacle? = nil, problem: String? = nil
    ) {
        self.places = places
        self.local = local
        self.obstacle = obstacle
        self.problem = problem
    }
}
