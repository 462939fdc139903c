@testable import BloomFilter
import Scoreboard
import SeededNumbers

@testable import Storage

extension ValidFile {
    /// - Parameter lengths: Where the header holds the length of the contents, and how many of its units are a byte.
    static func binary(
        _ name: String, _ bytes: [UInt8], length: (offset: Int, perByte: UInt64),
        _ decode: @escaping @Sendable ([UInt8]) throws -> Void
    ) -> ValidFile {
        ValidFile(
            name: name, bytes: bytes,
            reseal: { damaged in
                var file = damaged
                guard file.count >= BinaryHeader.length else { return file }
                let announced = UInt64(file.count - BinaryHeader.length) * length.perByte
                file.withUnsafeMutableBytes { raw in
                    raw.storeBytes(of: announced.littleEndian, toByteOffset: length.offset, as: UInt64.self)
                    let checksum = BinaryHeader.checksum(of: UnsafeRawBufferPointer(raw))
                    raw.storeBytes(
                        of: checksum.littleEndian, toByteOffset: BinaryHeader.checksumOffset, as: UInt64.self)
                }
                return file
            }, decode: decode)
    }

    static func seen(_ random: inout SeededGenerator) -> [ValidFile] {
        var set = IdentitySet()
        var filter = BloomFilter(parameters: BloomFilterParameters(plannedCount: 300, falsePositiveRate: 0.01))
        for number in 0..<300 {
            let (id, time) = (UInt32(5000 + number * 2), UInt32(1_795_000_000 + random.below(100_000)))
            if number == 150 { set.insert(JobIdentity(jobID: 4_000_000_000, submitTime: 5)) }
            set.insert(JobIdentity(jobID: id, submitTime: time))
            filter.insert(FilterKey(jobID: id, submitTime: time))
        }
        return [
            binary("seen/x.bloom", BloomFilterCodec.encode(filter), length: (16, 8)) { bytes in
                var value = try BloomFilterCodec.decode(bytes)
                try check(BloomFilterCodec.decode(BloomFilterCodec.encode(value)) == value)
                let key = FilterKey(jobID: 1, submitTime: 2)
                value.insert(key)
                try check(value.contains(key))
            },
            binary("seen/x.ids", IdentitySetCodec.encode(set), length: (24, 1)) { bytes in
                var value = try IdentitySetCodec.decode(bytes)
                value._checkInvariants()
                try check(IdentitySetCodec.decode(IdentitySetCodec.encode(value)) == value)
                value.insert(JobIdentity(jobID: 5001, submitTime: 7))
                value._checkInvariants()
            },
            blocks(IdentitySetCodec.encode(set)),
        ]
    }

    static func steps() -> [ValidFile] {
        let jobs = (0..<20).map { number -> AwaitingJob in
            let submit = UInt32(1_795_000_000 + number)
            let start = Timestamp(seconds: Int64(submit) + (number == 3 ? -50 : 9))
            return AwaitingJob(
                identity: JobIdentity(jobID: UInt32(1000 - number), submitTime: submit),
                user: number % 2 == 0 ? "alice" : "é", start: start, end: start + 3600, coreSeconds: 28_800,
                requestedMemoryBytes: 4_000_000_000,
                credited: number % 3 == 0 ? StepUsage(maxRSSBytes: 5, cpuMilliseconds: 77) : nil)
        }
        let loose = (0..<20).map { number in
            LooseStep(
                jobID: UInt32(number), start: number % 2 == 0 ? Timestamp(seconds: 1_795_000_000) : nil,
                usage: StepUsage(maxRSSBytes: Int64(number), cpuMilliseconds: 1 << 33))
        }
        return [
            binary("steps/x.steps", AwaitingJobsCodec.encode(jobs[...]), length: (16, 1)) { bytes in
                let value = try AwaitingJobsCodec.decode(bytes)
                try check(AwaitingJobsCodec.decode(AwaitingJobsCodec.encode(value[...])) == value)
            },
            binary("steps/loose.steps", LooseStepsCodec.encode(loose), length: (16, 1)) { bytes in
                let value = try LooseStepsCodec.decode(bytes)
                try check(LooseStepsCodec.decode(LooseStepsCodec.encode(value)) == value)
            },
        ]
    }

    static func standings(_ totals: [String: UserTotals]) -> ValidFile {
        let users = totals.keys.sorted().map { name -> UserStanding in
            var user = UserStanding(user: name)
            user.allTime = MetricValues(totals[name] ?? UserTotals())
            user.last30Days = user.allTime
            user.months[11] = user.allTime
            return user
        }
        let now = Timestamp(seconds: 1_795_456_588)
        let clusters = ["bell", "hammer"].map {
            ClusterStandings(cluster: $0, asOf: now, today: now.day, users: users)
        }
        return ValidFile(
            name: "boards.bin", bytes: StandingsSidecar.encode(clusters),
            reseal: { damaged in
                var file = damaged
                guard file.count >= StandingsSidecar.headerLength else { return file }
                let contents = file[StandingsSidecar.headerLength...]
                let checksum = Checksum.crc32c(contents)
                let length = UInt64(contents.count)
                file.withUnsafeMutableBytes { raw in
                    raw.storeBytes(of: checksum.littleEndian, toByteOffset: 12, as: UInt32.self)
                    raw.storeBytes(of: length.littleEndian, toByteOffset: 16, as: UInt64.self)
                }
                return file
            },
            decode: { bytes in
                let value = try StandingsSidecar.decode(bytes, path: "f")
                for cluster in value {
                    // What the boards ask of every cluster.
                    for window in Window.allCases { _ = window.previousDays(endingOn: cluster.today) }
                    _ = "\(cluster.asOf) \(cluster.today)"
                }
                _ = value.mergedUsers
                _ = try StandingsSidecar.decode(StandingsSidecar.encode(value), path: "f")
            })
    }
}
