/// What a program of Slurm's said on standard error although it ended with 0, told apart: what spoils its answer, and what
/// does not.
///
/// Each line is judged by itself:
/// - Harmless whatever else it says: a warning, and what Slurm says about old settings in slurm.conf on every single call
///   (`error: Ignoring obsolete FastSchedule=1 option. Please remove from your configuration.`). The answer is whole, and a
///   poller that stopped for it would never count another job. The dynamic loader's `ERROR: ld.so: … ignored.` is the same.
/// - An error: it has one of the words with which Slurm tells that it could not ask (`marks`). What was printed may be a
///   part, and nothing of it may count.
/// - Anything else is a remark: it is passed on, and the answer counts.
package struct StandardErrorText: Equatable, Sendable {
    /// The lines that are errors, on one line; nil when there is none.
    package let complaint: String?
    /// The other lines, on one line; nil when there is none.
    package let remark: String?

    private static let harmless = [
        "error: ld.so:", "warning:", "obsolete", "deprecated", "defunct", "please remove", "no longer supported",
    ]

    private static let marks = [
        "error", "fatal", "problem talking", "slurm_persist_conn", "refused", "unable to", "failed", "failure",
        "timed out", "timeout", "invalid", "denied", "unreachable", "gone away", "too wide", "killed", "out of memory",
    ]

    package init(_ text: String) {
        var (complaints, remarks): ([Substring], [Substring]) = ([], [])
        for line in text.split(whereSeparator: \.isNewline) where line.contains(where: { !$0.isWhitespace }) {
            let words = line.lowercased()
            let isHarmless = StandardErrorText.harmless.contains { words.contains($0) }
            if !isHarmless, StandardErrorText.marks.contains(where: { words.contains($0) }) {
                complaints.append(line)
            } else {
                remarks.append(line)
            }
        }
        complaint = complaints.isEmpty ? nil : complaints.joined(separator: "\n").oneLine
        remark = remarks.isEmpty ? nil : remarks.joined(separator: "\n").oneLine
    }
}
