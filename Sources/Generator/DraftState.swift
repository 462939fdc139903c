/// The states that are generated.
enum DraftState: UInt8 {
    case completed, failed, cancelled, cancelledBeforeStart, timeout, outOfMemory, nodeFail, preempted, requeued
    case deadline, bootFail, running, pending

    var hasStarted: Bool {
        switch self {
        case .cancelledBeforeStart, .deadline, .pending: false
        default: true
        }
    }

    /// What goes wrong, in 256 parts, in about the proportions of a large CPU and GPU site.
    static let mishaps: [DraftState] = {
        let parts: [(DraftState, Int)] = [
            (.failed, 98), (.cancelled, 56), (.cancelledBeforeStart, 24), (.timeout, 42), (.outOfMemory, 20),
            (.preempted, 8), (.nodeFail, 5), (.deadline, 1), (.bootFail, 2),
        ]
        return parts.flatMap { Array(repeating: $0.0, count: $0.1) }
    }()
}
