import Foundation

/// Rows as the generator makes them, and ways to put them in another order.
enum RowSamples {
    /// Rows with a header. The same arguments give the same bytes.
    static func generated(
        _ cluster: String = "negishi", month: String = "2026-10", jobs: Int, users: Int = 20, seed: Int = 1,
        slurm: String = "22.05", steps: Bool = true
    ) throws -> String {
        let outcome = try Binary.run(
            ["generate", "--cluster", cluster, "--month", month, "--jobs", "\(jobs)", "--users", "\(users)"]
                + ["--seed", "\(seed)", "--slurm", slurm] + (steps ? ["--steps"] : []))
        guard outcome.status == 0 else { throw Failed(errors: outcome.errors) }
        return outcome.text
    }

    struct Failed: Error {
        var errors: String
    }

    /// A job's row and the rows of its steps, which follow it.
    struct Group {
        var job: String
        var steps: [String]
        var lines: [String] { [job] + steps }
    }

    static func header(of text: String) -> String { String(text.prefix { $0 != "\n" }) }

    static func groups(of text: String) -> [Group] {
        let lines = text.split(separator: "\n").dropFirst().map(String.init)
        let column = header(of: text).split(separator: "|").firstIndex(of: "JobIDRaw")!
        var groups: [Group] = []
        for line in lines {
            let id = line.split(separator: "|", maxSplits: column + 1, omittingEmptySubsequences: false)[column]
            if id.contains(".") {
                groups[groups.count - 1].steps.append(line)
            } else {
                groups.append(Group(job: line, steps: []))
            }
        }
        return groups
    }

    static func text(_ header: String, _ lines: some Sequence<String>) -> String {
        ([header] + lines).map { $0 + "\n" }.joined()
    }
}

/// A random order that is the same every time (Steele, Lea and Flood's SplitMix).
struct FixedRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
