/// What a publication did about those who opted out.
package struct OptOutOutcome: Equatable, Sendable {
    /// People whose rows were taken out of the files that others read, or put back.
    package var moved: Int
    /// How often a file was looked for in a home: once for each user who has jobs.
    package var homesLookedAt: Int

    package init(moved: Int, homesLookedAt: Int) {
        self.moved = moved
        self.homesLookedAt = homesLookedAt
    }
}
