package import Scoreboard

/// What came of asking for the queue.
package enum QueueAnswer: Hashable, Sendable {
    /// One a cluster that answered, and in a sentence each what must be known about them: who did not answer, what could
    /// not be read.
    case queues([ClusterQueue], remarks: [String])
    /// This machine has no squeue: asking again would not help.
    case noSqueue
    /// There was no answer; the reason in words.
    case failed(String)
}
