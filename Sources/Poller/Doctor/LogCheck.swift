import Sacct
import Scoreboard
import Storage

/// The errors that the pollers lately logged.
enum LogCheck {
    /// How far back an error is recent, in seconds.
    static let recentSeconds: Int64 = 86_400

    static func findings(_ patient: Patient) throws -> [Finding] {
        let path = patient.directory.path(of: .pollLog)
        guard let status = try patient.files.status(path) else { return [] }
        guard status.kind == .file else {
            return [
                patient.finding(
                    .warning, .log, path, "something other than a plain file is in its place: nothing is logged",
                    remedy: "move it away")
            ]
        }
        let errors = try patient.files.read(path).split(separator: UInt8(ascii: "\n")).compactMap {
            error(in: Array($0))
        }.filter { patient.now - $0.time <= recentSeconds && $0.time <= patient.now }
        guard let last = errors.last else { return [] }
        // An error that a success came after is over.
        let isOver = patient.health?.lastSuccess.map { $0 >= last.time } ?? false
        return [
            patient.finding(
                isOver ? .fine : .warning, .log, path,
                "\(errors.count) errors in the last 24 hours, the last at \(last.time): \(last.message.oneLine)",
                remedy: isOver ? nil : "do what the last one says, then poll again")
        ]
    }

    /// A line that cannot be read is passed over: a log is for people, and its last line may be half written.
    private static func error(in line: [UInt8]) -> (time: Timestamp, message: String)? {
        var reader = JSONReader(line)
        var (time, level, message): (Timestamp?, String?, String?)
        do throws(JSONError) {
            try reader.object { (reader, key) throws(JSONError) in
                switch key {
                case "ts": time = try reader.timestamp(key)
                case "level": level = try reader.string()
                case "message": message = try reader.string()
                default: try reader.skip()
                }
            }
        } catch {
            return nil
        }
        guard let time, level == LogEvent.Level.error.rawValue else { return nil }
        return (time, message ?? "")
    }
}
