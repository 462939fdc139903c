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
