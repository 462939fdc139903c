import BloomFilter
import Scoreboard
import SeededNumbers
import Testing

@testable import Storage

@Suite struct WindowSumsTests {
    private static func windows(_ random: inout SeededGenerator) -> WindowTotals {
        var windows = WindowTotals()
        for span in WindowTotals.all where Bool.random(using: &random) { windows[keyPath: span] = .sample(&random) }
        // Often two spans are the same.
        if Bool.random(using: &random) { windows.last30Days = windows.last365Days }
        return windows
    }

    @Test func `sums of a user survive, also the largest and negative ones`() throws {
        var random = SeededGenerator(seed: 3)
        var odd = UserTotals.largest
        odd.maxRSSBytes = -5
        odd.coreSeconds = -(1 << 100)
        odd.latestEnd = Timestamp(seconds: -1)
        var all = (0..<200).map { _ in Self.windows(&random) } + [WindowTotals()]
        for totals in [UserTotals.largest, odd] {
            var windows = WindowTotals()
            windows.allTime = totals
            windows.last7Days = totals
            all.append(windows)
        }
        for windows in all {
            #expect(try WindowTotalsCodec.decode(WindowTotalsCodec.encode(windows)[...]) == windows)
        }
    }

    @Test func `what is replaced is what is read, and the file is that of all sums`() throws {
        var random = SeededGenerator(seed: 4)
        var expected: [String: WindowTotals] = [:]
        for number in 0..<50 { expected["user\(number * 37 % 50)"] = Self.windows(&random) }
        var sums = WindowSums(expected, basis: ["today", "ünd more"])
        for round in 0..<20 {
            sums = try WindowSumsCodec.decode(WindowSumsCodec.encode(sums))
            #expect(sums.basis == ["today", "ünd more"])
            for user in ["user\(round)", "new\(round)", "a\(round)", "zz\(round)", "user7"] {
                let before = try sums.totals(of: user)
                #expect(before == expected[user] ?? WindowTotals())
                let after = Self.windows(&random)
                sums.replace(before, by: after, of: user)
                expected[user] = after
            }
            #expect(sums.everybody == Set(expected.keys))
            #expect(
                WindowSumsCodec.encode(sums)
                    == WindowSumsCodec.encode(WindowSums(expected, basis: ["today", "ünd more"])))
        }
        let read = try WindowSumsCodec.decode(WindowSumsCodec.encode(sums))
        for (user, windows) in expected { #expect(try read.totals(of: user) == windows) }
        #expect(try read.totals(of: "nobody") == WindowTotals())
    }

    @Test func `every flipped bit and every cut of the file is found`() throws {
        var random = SeededGenerator(seed: 5)
        let sums = ["alice": Self.windows(&random), "bob": WindowTotals()]
        let file = WindowSumsCodec.encode(WindowSums(sums, basis: ["x"]))
        for length in 0..<file.count {
            #expect(throws: BinaryFileError.self) { try WindowSumsCodec.decode(Array(file.prefix(length))) }
        }
        for bit in 0..<file.count * 8 {
            var damaged = file
            damaged[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(throws: BinaryFileError.self) { try WindowSumsCodec.decode(damaged) }
        }
    }

    @Test func `memory is collected when steps of recent jobs were read, or of any when there are none`() {
        func windows(allTime: (Int64, Int64), last30: (Int64, Int64)) -> WindowTotals {
            var windows = WindowTotals()
            (windows.allTime.jobs, windows.allTime.measuredJobs) = allTime
            (windows.last30Days.jobs, windows.last30Days.measuredJobs) = last30
            return windows
        }
        var sums = WindowSums([:], basis: [])
        #expect(sums.steps.memoryIsCollected, "nobody")
        let old = windows(allTime: (5, 2), last30: (0, 0))
        sums.replace(WindowTotals(), by: old, of: "old")
        #expect(sums.steps.memoryIsCollected, "steps of old jobs")
        let new = windows(allTime: (1, 0), last30: (1, 0))
        sums.replace(WindowTotals(), by: new, of: "new")
        #expect(!sums.steps.memoryIsCollected, "a recent job without")
        sums.replace(new, by: windows(allTime: (2, 1), last30: (2, 1)), of: "new")
        #expect(sums.steps.memoryIsCollected, "a recent job with")
        sums.replace(old, by: windows(allTime: (6, 2), last30: (1, 0)), of: "old")
        #expect(sums.steps.memoryIsCollected, "one of two")
        #expect(sums.steps.users == 2 && sums.steps.lately == 2 && sums.steps.measuredLately == 1)
    }
}

extension WindowSums {
    /// - Parameter basis: What the sums were made of, word by word.
    fileprivate init(_ sums: [String: WindowTotals], basis: [String]) {
        self.init(basis: basis) { add in
            for (user, windows) in sums.sorted(by: { $0.key < $1.key }) { add(user, windows) }
        }
    }
}
