/// A way out of the program that waits until its pollers have ended.
package enum Departure: Hashable, Sendable {
    case quitting
    /// To the shell and back: a poller that is stopped in the middle would keep its lock. These go on afterwards.
    case suspending(resuming: [String])
}
