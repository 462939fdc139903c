package import Scoreboard

/// What one step of the discovery did.
package struct DiscoveryStep: Equatable, Sendable {
    /// What became of it.
    package enum Outcome: Equatable, Sendable {
        /// Nobody is to be asked for, or not today any more.
        case nothing(waiting: Int)
        /// The homes cannot be listed, and nobody else is to be asked for.
        case noHomes(String)
        /// So many users were asked for over a span.
        case asked(users: Int, span: Range<Timestamp>)
        /// Sacct refused the call for this user, whom this host does not know.
        case refused(user: String)
        /// The accounting did not answer: the next question is smaller.
        case tooLong(users: Int, span: Range<Timestamp>)
    }

    package var outcome: Outcome
    package var counts = SliceCounts()
    /// The users whose totals changed: their files must be published.
    package var changedUsers: Set<String> = []
    /// Calls of sacct, refused ones included.
    package var calls = 0
    /// For the rate limit, in milliseconds.
    package var waitedMilliseconds = 0

    package init(_ outcome: Outcome) {
        self.outcome = outcome
    }

    /// Whether another step at once may do more.
    package var mayGoOn: Bool {
        switch outcome {
        case .nothing, .noHomes: false
        case .asked, .refused, .tooLong: true
        }
    }
}
