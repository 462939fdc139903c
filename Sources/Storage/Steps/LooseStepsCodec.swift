package import BloomFilter
import Scoreboard

/// The file of the steps that were read without their jobs.
///
/// A `BinaryHeader` with the magic `SB-LOOSE` and version 1; at offset 16 the length of the contents (8 bytes), at 24
/// the number of steps (8 bytes). For each step, as `VarintWriter` writes them: the job id (unsigned), its start, MaxRSS
/// and AveRSS (optional), its CPU milliseconds (unsigned).
package enum LooseStepsCodec {
    private static let magic: StaticString = "SB-LOOSE"
    private static let version: UInt32 = 1

    /// The file of these steps, in their order.
    package static func encode(_ steps: [LooseStep]) -> [UInt8] {
        var writer = VarintWriter()
        for step in steps {
            writer.unsigned(UInt64(step.jobID))
            writer.optional(step.start?.seconds)
            writer.optional(step.usage.maxRSSBytes)
            writer.optional(step.usage.averageRSSBytes)
            writer.unsigned(UInt64(step.usage.cpuMilliseconds))
        }
        return StepFile.file(magic: magic, version: version, count: steps.count, taking: &writer)
    }

    /// - Throws: ``BinaryFileError`` for anything but a whole file of this kind.
    package static func decode(_ file: [UInt8]) throws(BinaryFileError) -> [LooseStep] {
        let (_, count, contents) = try StepFile.contents(of: file, magic: magic, versions: version...version)
        var reader = VarintReader(contents)
        var steps: [LooseStep] = []
        for _ in 0..<count {
            steps.append(
                LooseStep(
                    jobID: try reader.unsigned(as: UInt32.self),
                    start: try reader.optional().map { Timestamp(seconds: $0) },
                    usage: StepUsage(
                        maxRSSBytes: try reader.optional(), averageRSSBytes: try reader.optional(),
                        cpuMilliseconds: try reader.unsigned(as: Int64.self))))
        }
        guard reader.isAtEnd else { throw .invalidField(name: "number of steps", value: "\(count)") }
        return steps
    }
}
