/// Keeps frames apart that come by themselves: never more than twenty a second.
package struct FramePacer: Sendable {
    /// The shortest time between two of them.
    package static let frameMilliseconds = 50

    private var last: Int64?

    package init() {}

    /// How long to wait for the next frame that is wished after so many milliseconds.
    package func wait(_ wished: Int, now: Int64) -> Int {
        guard let last else { return FramePacer.frameMilliseconds }
        return Int(max(0, last + Int64(max(FramePacer.frameMilliseconds, wished)) - now))
    }

    /// Whether a frame that is wished after so many milliseconds may be shown now; counts it as shown if so.
    package mutating func takes(_ wished: Int, now: Int64) -> Bool {
        guard let last else {
            self.last = now
            return false
        }
        guard now - last >= Int64(max(FramePacer.frameMilliseconds, wished)) else { return false }
        self.last = now
        return true
    }

    /// Nothing moves: the next movement begins anew.
    package mutating func rest() { last = nil }
}
