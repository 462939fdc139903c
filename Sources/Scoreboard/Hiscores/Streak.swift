/// How many days or months in a row a user had jobs that ended.
package struct Streak: Hashable, Sendable {
    /// Days or months; 0 or more.
    package var length = 0
    /// Whether it reaches back to where nothing more is known, so that it may be longer.
    package var mayBeLonger = false
}

extension Timeline {
    /// The months in a row up to the present one. A present month without jobs so far does not end it.
    package var monthStreak: Streak {
        let last = today.month
        let ordinals = months.map { $0.month.ordinal }
        let length = Timeline.run(endingAt: last.ordinal, in: ordinals)
        let first = (ordinals.last ?? 0) - Int32(length) + 1
        return Streak(length: length, mayBeLonger: length > 0 && first == firstMonth.ordinal && hasOlderJobs)
    }

    /// The days in a row up to today. A today without jobs so far does not end it.
    package var dayStreak: Streak {
        let length = Timeline.run(endingAt: today.daysSinceEpoch, in: days.map { $0.day.daysSinceEpoch })
        return Streak(length: length, mayBeLonger: length >= UserHistory.dayCount - 1)
    }

    /// The most days in a row that are known.
    package var longestDayStreak: Streak {
        let length = Timeline.runs(days.map { $0.day.daysSinceEpoch }).map(\.count).max() ?? 0
        return Streak(length: length, mayBeLonger: length >= UserHistory.dayCount)
    }

    /// How many numbers of an ascending list end in `last`, or in the one before it, without a gap.
    private static func run(endingAt last: Int32, in numbers: [Int32]) -> Int {
        guard let run = runs(numbers).last, let end = run.last, end >= last - 1 else { return 0 }
        return run.count
    }

    /// An ascending list in pieces without gaps.
    static func runs(_ numbers: [Int32]) -> [[Int32]] {
        var runs: [[Int32]] = []
        for number in numbers {
            if let end = runs.last?.last, number == end + 1 {
                runs[runs.count - 1].append(number)
            } else {
                runs.append([number])
            }
        }
        return runs
    }
}
