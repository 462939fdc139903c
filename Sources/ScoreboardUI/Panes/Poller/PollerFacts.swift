import Scoreboard
import TerminalKit

/// What is to be said of the polling of one cluster.
struct PollerFacts {
    struct Fact {
        var label: String
        var text: String
        var role = Role.text
    }

    let cluster: String
    let scene: Scene
    /// Of our own poller, also of one that has ended.
    let report: PollingReport?
    let sight: PollingSight?
    let holder: PollingHolder?
    let obstacle: PollingObstacle?
    /// Why Slurm did not say which clusters there are.
    let siteProblem: String?

    private var active: PollingReport? { report.flatMap { $0.isActive ? $0 : nil } }

    private func count(_ number: Int64) -> String { ValueText.grouped(Double(number), decimals: 0) }

    private func since(_ time: Timestamp) -> String {
        let clock = time.description.dropFirst(time.day == scene.now.day ? 11 : 0).dropLast().split(separator: "T")
        return "since \(clock.joined(separator: " ")) (\(ValueText.span(seconds: scene.now - time)))"
    }

    /// Who polls.
    var poller: Fact {
        if let active {
            switch active.state {
            case .starting: return Fact(label: "Poller", text: "this program is about to begin", role: .level)
            case .ending:
                return Fact(label: "Poller", text: "this program, ending\(scene.glyphs.ellipsis)", role: .warning)
            default: return Fact(label: "Poller", text: "this program, \(since(active.started))", role: .level)
            }
        }
        if let holder { return Fact(label: "Poller", text: "\(holder.words), \(since(holder.started))", role: .strong) }
        let last = sight?.health.lastSuccess.map { "; last success \(ValueText.age(seconds: max(0, scene.now - $0)))" }
        return Fact(
            label: "Poller", text: "none" + (last ?? (sight == nil ? "" : "; it was never polled")), role: .dim)
    }

    /// What the poller is at.
    var doing: Fact {
        let activity = active.map(\.activity) ?? (holder == nil ? "" : sight?.health.backfill?.phase ?? "")
        return Fact(label: "Doing", text: activity.isEmpty ? scene.glyphs.none : activity)
    }

    /// Two and two of them stand beside each other on a wide screen.
    var facts: [Fact] {
        [
            Fact(label: "Month", text: month?.description ?? scene.glyphs.none), Fact(label: "Rows", text: rows),
            Fact(label: "Jobs", text: jobs, role: jobs == scene.glyphs.none ? .text : .level),
            Fact(label: "Calls left", text: callsLeft),
            Fact(label: "Next call", text: nextCall), Fact(label: "Boards", text: boards),
        ]
    }

    /// The one that is read. Of another poller only what its log says is known.
    private var month: Month? {
        if let active { return active.month }
        return holder == nil ? nil : sight?.lines.last { $0.month != nil }?.month
    }

    private var boards: String {
        if let active, active.publications > 0 {
            return "published \(active.publications == 1 ? "once" : "\(active.publications) times")"
        }
        return sight?.health.asOf.map { "as of \(ValueText.age(seconds: max(0, scene.now - $0)))" } ?? scene.glyphs.none
    }

    /// Nothing is said of a piece where none was read.
    private var lastPiece: ClusterHealth? { sight.flatMap { $0.health.lastSuccess == nil ? nil : $0.health } }

    private var rows: String {
        guard let active else { return lastPiece.map { "\(count($0.rows)) in the last piece" } ?? scene.glyphs.none }
        let pace = active.rowsPerSecond.map { ", \(ValueText.grouped($0, decimals: 0)) a second" } ?? ""
        return count(active.rows) + pace
    }

    private var jobs: String {
        if let active { return "\(count(active.newJobs)) new of \(count(active.jobs)) seen" }
        return lastPiece.map { "\(count($0.newJobs)) new of \(count($0.jobs)) in the last piece" }
            ?? scene.glyphs.none
    }

    private var callsLeft: String {
        guard let sight, let left = sight.callsLeft(at: scene.now) else { return scene.glyphs.none }
        return "\(count(left)) of \(count(sight.health.callsPerMinute)) this minute"
    }

    private var nextCall: String {
        if let active, active.isAsking { return "sacct is at work now" }
        if active == nil, holder == nil { return scene.glyphs.none }
        let next = active == nil ? sight?.nextCall(at: scene.now) : active?.nextCall
        guard let next, next > scene.now else { return "as soon as needed" }
        return "in \(ValueText.span(seconds: next - scene.now))"
    }

    /// What stands below the facts, in sentences.
    func notes(width: Int) -> [Section.Line] {
        func wrapped(_ text: String, _ role: Role) -> [Section.Line] {
            Section.Line.wrapped(text, width: width, role: role)
        }
        if let active {
            guard active.state != .ending else { return [] }
            return [Section.Line(("p", .key), (" stops it: what was read is safe.", .dim))]
        }
        var lines: [Section.Line] = []
        if case .ended(let problem?) = report?.state { lines += wrapped("It ended: \(problem)", .loss) }
        if holder != nil {
            lines += wrapped("It is watched here. p starts a poller of your own when this one has ended.", .dim)
        } else if let obstacle {
            lines += wrapped("It cannot be polled from here. \(obstacle.words)", .warning)
        } else {
            if let siteProblem {
                lines += wrapped("Slurm did not say which clusters there are: \(siteProblem)", .warning)
                lines.append(Section.Line(("r", .key), (" asks Slurm again.", .dim)))
            }
            lines.append(Section.Line(("p", .key), (" starts a poller here; it ends with this program.", .dim)))
        }
        return lines
    }

    /// All in two lines, for a screen without room for more.
    var summary: [Fact] {
        let parts = facts
        let words = [doing.text, parts[0].text, "rows \(parts[1].text)"].filter { $0 != scene.glyphs.none }
        let first = active == nil ? poller : Fact(label: "", text: words.joined(separator: ", "), role: poller.role)
        let jobs = parts[2].text == scene.glyphs.none ? "" : "\(parts[2].text), "
        return [first, Fact(label: "", text: "\(jobs)calls left \(parts[3].text)", role: .dim)]
    }
}
