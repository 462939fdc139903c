package import Scoreboard

/// How far the reading of a cluster's history has come, for people and monitors: a part of `state/health.json`.
package struct BackfillProgress: Equatable, Sendable {
    /// What the poller does with its calls.
    package enum Phase: String, CaseIterable, Sendable {
        /// The last weeks are read.
        case recent
        /// The first month with jobs is looked for.
        case search
        /// History is read, oldest month first.
        case history
        /// Some pieces could not be read and wait for another try.
        case deferred
        /// Months are read a second time.
        case verifying
        /// Nothing is left to be read but what ends from now on.
        case complete
    }

    package var phase: Phase
    /// How much of the time from the first month with jobs to now is read: 0 to 1000 thousandths.
    package var thousandths: Int64
    /// Of the months from the first one with jobs to the present one, those that are wholly read, and all of them.
    package var monthsDone: Int64
    package var monthsTotal: Int64
    /// About how many calls it takes to read what is missing.
    package var callsToGo: Int64
    /// What was put off.
    package var deferred: [DeferredPiece]
    /// Months that were read twice with the same result.
    package var sealedMonths: Int64
    /// When yesterday, and when the last 35 days, were last asked for again.
    package var lastNightly: Day?
    package var lastWeekly: Day?

    package init(
        phase: Phase, thousandths: Int64, monthsDone: Int64, monthsTotal: Int64, callsToGo: Int64,
        deferred: [DeferredPiece] = [], sealedMonths: Int64 = 0, lastNightly: Day? = nil, lastWeekly: Day? = nil
    ) {
        self.phase = phase
        self.thousandths = thousandths
        self.monthsDone = monthsDone
        self.monthsTotal = monthsTotal
        self.callsToGo = callsToGo
        self.deferred = deferred
        self.sealedMonths = sealedMonths
        self.lastNightly = lastNightly
        self.lastWeekly = lastWeekly
    }
}

extension BackfillProgress {
    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("phase", phase.rawValue)
            writer.member("thousandths", thousandths)
            writer.member("months_done", monthsDone)
            writer.member("months_total", monthsTotal)
            writer.member("calls_to_go", callsToGo)
            writer.member("sealed_months", sealedMonths)
            writer.member("last_nightly", lastNightly?.description)
            writer.member("last_weekly", lastWeekly?.description)
            writer.key("deferred")
            writer.array(deferred) { writer, piece in piece.encode(to: &writer) }
        }
    }

    init(reading reader: inout JSONReader) throws(JSONError) {
        self.init(phase: .complete, thousandths: 0, monthsDone: 0, monthsTotal: 0, callsToGo: 0)
        try reader.object { (reader, key) throws(JSONError) in
            switch key {
            case "phase":
                let start = reader.offset
                guard let phase = Phase(rawValue: try reader.string()) else {
                    throw JSONError(.wrong("\(key) is none that is known"), at: start)
                }
                self.phase = phase
            case "thousandths": thousandths = try reader.count(key)
            case "months_done": monthsDone = try reader.count(key)
            case "months_total": monthsTotal = try reader.count(key)
            case "calls_to_go": callsToGo = try reader.count(key)
            case "sealed_months": sealedMonths = try reader.count(key)
            case "last_nightly": lastNightly = try reader.day(key)
            case "last_weekly": lastWeekly = try reader.day(key)
            case "deferred":
                try reader.array { (reader, _) throws(JSONError) in
                    deferred.append(try DeferredPiece(reading: &reader))
                }
            default: try reader.skip()
            }
        }
    }
}
