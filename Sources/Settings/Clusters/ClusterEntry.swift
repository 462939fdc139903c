package import Storage

/// A cluster as the site lists it.
package struct ClusterEntry: Hashable, Sendable {
    package var name: ClusterName
    /// What people call it; for display.
    package var displayName: String?
    /// Its zone by the name in the time zone database, for instance `America/Indiana/Indianapolis`; for display.
    package var timeZone: String?
    /// Whether it takes no part in polling, listing and the boards of all clusters.
    package var isExcluded = false
}
