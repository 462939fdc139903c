import Poller
import Sacct

/// What a command mended on its way, on standard error.
enum RepairReport {
    static func write(_ actions: [RepairAction]) {
        for action in actions { StandardError.write(line(of: action) + "\n") }
    }

    /// `set aside: PATH: why`
    static func line(of action: RepairAction) -> String {
        [action.kind.rawValue, action.path, action.message].compactMap { $0?.escapedForTerminal }
            .joined(separator: ": ")
    }
}
