import Glibc

/// What the Slurm installation at hand says about itself.
package struct SlurmSite {
    private let environment: [String: String]
    private let timeoutSeconds: Int
    private let isInterrupted: @Sendable () -> Bool

    /// - Parameters:
    ///   - environment: The caller's environment; only what ``SacctQuery/environment(from:)`` keeps reaches Slurm.
    ///   - timeoutSeconds: How long each of Slurm's small programs may take.
    ///   - isInterrupted: Asked several times a second while one works; once it says so, the program is ended and
    ///     `ProcessFailure.interrupted` thrown.
    package init(
        environment: [String: String], timeoutSeconds: Int = 20,
        isInterrupted: @escaping @Sendable () -> Bool = { false }
    ) {
        self.environment = SacctQuery.environment(from: environment)
        self.timeoutSeconds = timeoutSeconds
        self.isInterrupted = isInterrupted
    }

    /// Where a program of Slurm's is; nil when it is not on the PATH.
    package func path(of program: String) -> String? {
        ChildProcess.find(program, path: environment["PATH"])
    }

    /// The release of the `sacct` at hand; asks no server. Nil when it prints something else.
    package func version() throws -> SlurmVersion? {
        SlurmVersion(try text("sacct", ["--version"]))
    }

    /// The fields of a poll that this release does not have; asks no server.
    package func lackingFields() throws -> Set<SacctField> {
        let words = try text("sacct", ["--helpformat"]).split(whereSeparator: \.isWhitespace)
        let known = Set(words.map { $0.lowercased() })
        return Set(SacctField.ofJobsAndSteps.filter { !known.contains($0.name.lowercased()) })
    }

    /// The cluster that this host belongs to, from slurm.conf by way of the controller; nil when it does not say.
    package func localCluster() throws -> String? {
        try SlurmSite.value(of: "ClusterName", in: text("scontrol", ["show", "config"]))
    }

    /// The clusters that the accounting knows.
    package func accountedClusters() throws -> [String] {
        try text("sacctmgr", ["-n", "-P", "list", "cluster", "format=cluster"])
            .split(whereSeparator: \.isNewline).map(String.init)
    }

    /// What the accounting hides from users who own it not: `PrivateData` of slurmdbd, for instance `jobs,usage`.
    /// Empty when nothing is hidden.
    ///
    /// `sacctmgr show config` prints the setting twice, its own and the database daemon's: the second one rules.
    package func privateData() throws -> [String] {
        let lines = try text("sacctmgr", ["show", "config"]).split(whereSeparator: \.isNewline)
        guard let value = lines.compactMap({ SlurmSite.value(of: "PrivateData", in: String($0)) }).last else {
            return []
        }
        return value.split(separator: ",").map(String.init).filter { $0 != "none" && $0 != "(null)" }
    }

    /// Whose jobs the accounting shows to this user. The user's own right is asked for only where jobs are hidden.
    package func visibility() throws -> AccountingVisibility {
        let hidden = try privateData()
        guard hidden.contains("jobs"), geteuid() != 0 else {
            return AccountingVisibility(hidden: hidden, isOperator: geteuid() == 0)
        }
        guard let name = SlurmSite.callerName else { return AccountingVisibility(hidden: hidden) }
        // None, Operator or Administrator; nothing for a user without an account.
        let level = try text("sacctmgr", ["-n", "-P", "list", "user", name, "format=adminlevel"])
            .split(whereSeparator: \.isWhitespace).first?.lowercased()
        return AccountingVisibility(
            hidden: hidden, isOperator: level.map { $0.hasPrefix("admin") || $0.hasPrefix("oper") } ?? false)
    }

    /// The name of the user who runs this; nil when the host does not know it.
    ///
    /// `id` is asked, since a static executable cannot ask LDAP and the like itself.
    package static var callerName: String? {
        let id = ChildProcess("id", arguments: ["-un"], environment: SystemPrograms.environment, timeoutSeconds: 20)
        return (try? id.text())?.split(whereSeparator: \.isWhitespace).first.map(String.init)
    }

    /// Whether the controller answers a question for the queue. Throws what keeps it from doing so.
    package func askQueue() throws {
        _ = try text("squeue", ["-h", "-t", "R", "-o", "%i", "-u", "\(geteuid())"])
    }

    private func text(_ program: String, _ arguments: [String]) throws -> String {
        try ChildProcess(
            program, arguments: arguments, environment: environment, timeoutSeconds: timeoutSeconds,
            isInterrupted: isInterrupted
        ).text()
    }

    /// The value behind `name = ` in lines such as `ClusterName             = hammer`.
    static func value(of name: String, in text: String) -> String? {
        for line in text.split(whereSeparator: \.isNewline) {
            let sides = line.split(separator: "=", maxSplits: 1)
            guard sides.count == 2, sides[0].filter({ !$0.isWhitespace }) == name else { continue }
            return sides[1].split(whereSeparator: \.isWhitespace).first.map(String.init)
        }
        return nil
    }
}
