import Sacct
package import Scoreboard
package import Storage

extension PollEvent {
    /// The event as a line of the log. This is the one place where events become words.
    package func logEvent(at time: Timestamp, cluster: String) -> LogEvent {
        func line(_ phase: LogEvent.Phase, _ level: LogEvent.Level, _ message: String) -> LogEvent {
            LogEvent(
                time: time, level: level, cluster: cluster, phase: phase, message: message.withoutUserFiles)
        }
        switch self {
        case .lackingFields(let fields):
            let names = fields.map(\.name).sorted().joined(separator: ", ")
            return line(.probe, .warning, "this Slurm has no field \(names); what they say is left out")
        case .onlyOwnJobs(let reason):
            return line(.probe, .warning, "\(reason)")
        case .siteNotAsked(let message):
            return line(.probe, .warning, "the site could not be asked about its clusters and PrivateData: \(message)")
        case .remark(let text):
            return line(.probe, .warning, "sacct remarks: \(text)")
        case .stepsMissing(let window, let reason):
            return line(
                .fetch, .warning,
                "the steps of the jobs from \(window.lowerBound) to \(window.upperBound) are still to be asked for: \(reason)"
            )
        case .sliceRead(let window, let phase, let counts, let waited):
            var event = line(phase.logged, .info, "\(window.lowerBound) to \(window.upperBound)")
            event.month = window.lowerBound.day.month
            event.calls = Int64(counts.calls)
            event.bytes = Int64(counts.bytes)
            event.jobsSeen = Int64(counts.jobs)
            event.jobsNew = Int64(counts.newJobs)
            event.rateSleepMilliseconds = Int64(waited)
            return event
        case .discovered(let step):
            var event = line(.discover, step.logLevel, step.words)
            event.calls = Int64(step.calls)
            event.bytes = Int64(step.counts.bytes)
            event.jobsSeen = Int64(step.counts.jobs)
            event.jobsNew = Int64(step.counts.newJobs)
            event.rateSleepMilliseconds = Int64(step.waitedMilliseconds)
            return event
        case .rowsLeftOut(let kind, let count, let sample):
            return line(.parse, .warning, "\(count) rows left out: \(kind.rawValue), for instance '\(sample)'")
        case .unknownState(let state):
            return line(.parse, .warning, "a job state that is not known is counted as OTHER: '\(state)'")
        case .waiting(let milliseconds, let callsPerMinute, let phase):
            let seconds = (milliseconds + 999) / 1000
            return line(
                phase.logged, .info, "waiting \(seconds) s: \(callsPerMinute) calls of sacct a minute are allowed")
        case .putOff(let piece):
            return line(
                .backfill, .warning,
                "\(piece.span.lowerBound) to \(piece.span.upperBound) cannot be read now and is tried again at "
                    + "\(piece.retryAt): \(piece.reason)")
        case .historyPaused(let until):
            return line(.backfill, .warning, "sacct has answered all it may today; history goes on at \(until)")
        case .sealed(let months):
            let last = months.upperBound.previous
            let names = last == months.lowerBound ? "\(last)" : "\(months.lowerBound) to \(last)"
            return line(.backfill, .info, "\(names): a second reading found nothing new; sealed")
        case .mended(let action):
            let isPlain = [.settled, .removed, .replaced].contains(action.kind)
            return line(
                isPlain ? .recover : .damage, isPlain ? .info : .warning,
                "\(action.kind.rawValue): \(action.path.map { "\($0): " } ?? "")\(action.message)")
        case .archived(let months):
            let names = months.map(\.description).joined(separator: ", ")
            return line(.commit, .info, "only the totals of old months are kept from now on: \(names)")
        case .stopped:
            return line(.finish, .info, "stopped on request")
        case .failed(let message):
            return line(.finish, .error, message)
        }
    }
}

extension PollEvent.Phase {
    fileprivate var logged: LogEvent.Phase {
        switch self {
        case .catchUp: .catchUp
        case .backfill: .backfill
        case .discovery: .discover
        }
    }
}

extension DiscoveryStep {
    fileprivate var logLevel: LogEvent.Level {
        switch outcome {
        case .nothing: .debug
        // Cron mails warnings, and a site without homes here has nothing to mend.
        case .asked, .refused, .noHomes: .info
        case .tooLong: .warning
        }
    }

    /// In words, for people.
    fileprivate var words: String {
        switch outcome {
        case .nothing(0): "nobody is to be asked for by name"
        case .nothing(let waiting): "\(waiting) users are to be asked for by name, and no call is left today"
        case .noHomes(let reason): "the homes cannot be listed: \(reason)"
        case .asked(let users, let span):
            "asked for \(users) users by name, \(span.lowerBound) to \(span.upperBound): "
                + "the totals of \(changedUsers.count) changed"
        // Others read the log: it names nobody.
        case .refused: "sacct does not know one of the users on this host: the others are asked for alone"
        case .tooLong(let users, let span):
            "no answer for \(users) users by name, \(span.lowerBound) to \(span.upperBound): less is asked at once"
        }
    }
}
