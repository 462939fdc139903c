import TerminalKit

/// What moves by itself on the screen: meters on their way, and banners. Time comes in by `Event.frame(milliseconds:)`
/// as long as something moves, and stands still otherwise.
package struct Motion: Sendable {
    /// How long a meter is on its way.
    package static let growMilliseconds: Int64 = 400
    /// How long a banner is seen, and the shine that runs over it at first.
    package static let bannerMilliseconds: Int64 = 4000
    package static let shineMilliseconds: Int64 = 1000

    /// Whether anything may move: not in curses, not when the person does not want it, not over a slow link.
    package internal(set) var isOn: Bool
    /// The banners that wait; the first one is seen.
    package internal(set) var banners: [Banner] = []
    /// What the meters grow from; nil when they stand.
    var origins: [String: Double]?
    /// The moment that the screen shows, on a clock that only goes forward; nil before the first frame of a movement.
    private var now: Int64?
    private var growsSince: Int64?
    private var bannerSince: Int64?

    init(isOn: Bool) {
        self.isOn = isOn
    }

    /// How long the screen may wait for its next frame; nil when nothing moves.
    package var waitMilliseconds: Int? {
        guard isOn else { return nil }
        if origins != nil { return FramePacer.frameMilliseconds }
        guard !banners.isEmpty else { return nil }
        guard let now, let bannerSince, now - bannerSince >= Motion.shineMilliseconds else {
            return FramePacer.frameMilliseconds
        }
        // A banner stands still after its shine.
        return max(FramePacer.frameMilliseconds, Int(bannerSince + Motion.bannerMilliseconds - now))
    }

    /// How far the meters have grown; nil when they stand.
    var growth: MeterGrowth? {
        guard let origins else { return nil }
        guard let now, let growsSince else { return MeterGrowth(from: origins, progress: 0) }
        let part = Double(now - growsSince) / Double(Motion.growMilliseconds)
        return MeterGrowth(from: origins, progress: MeterGrowth.eased(part))
    }

    /// Where the shine on the banner is, 0 to 1; nil when it is over.
    var shine: Double? {
        guard !banners.isEmpty else { return nil }
        guard let now, let bannerSince else { return 0 }
        let part = Double(now - bannerSince) / Double(Motion.shineMilliseconds)
        return part < 1 ? part : nil
    }

    /// Lets the meters grow from what they showed.
    mutating func grow(from origins: [String: Double]) {
        guard isOn else { return }
        self.origins = origins
        growsSince = nil
    }

    mutating func announce(_ more: [Banner]) {
        guard isOn, !more.isEmpty else { return }
        // What is newer is worth more than what nobody has seen so far.
        if let first = banners.first, bannerSince != nil { banners = [first] + more } else { banners = more }
    }

    /// Time went by.
    mutating func advance(to milliseconds: Int64) {
        now = milliseconds
        if origins != nil {
            let since = growsSince ?? milliseconds
            growsSince = since
            if milliseconds - since >= Motion.growMilliseconds { (origins, growsSince) = (nil, nil) }
        }
        guard !banners.isEmpty else { return }
        let since = bannerSince ?? milliseconds
        bannerSince = since
        if milliseconds - since >= Motion.bannerMilliseconds {
            banners.removeFirst()
            bannerSince = banners.isEmpty ? nil : milliseconds
        }
    }

    /// From here on nothing moves.
    mutating func stop() {
        self = Motion(isOn: false)
    }
}
