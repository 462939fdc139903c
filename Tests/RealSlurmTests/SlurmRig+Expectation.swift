import Foundation

extension SlurmRig {
    /// The columns that `expected_totals.py` reads.
    private static let columns =
        "JobIDRaw,User,State,ElapsedRaw,AllocCPUS,NNodes,ReqMem,AllocTRES,Submit,Start,End,MaxRSS,AveRSS"
    private static let endedStates = "BF,CA,CD,DL,F,NF,OOM,PR,RQ,RS,TO"

    /// What the accounting of a cluster holds from the first month up to now, added up by the independent program
    /// from raw sacct output.
    func expectedTotals(of cluster: String) async throws -> ExpectedTotals {
        let data = Data(try await expectedJSON(of: cluster).utf8)
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(ExpectedTotals.self, from: data)
    }

    private func expectedJSON(of cluster: String) async throws -> String {
        let files = FileManager.default.temporaryDirectory.appending(path: "real-slurm-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: files) }
        let now = Int(Date().timeIntervalSince1970)
        let from = try await Command(
            program: "/usr/bin/env", arguments: ["date", "-u", "-d", firstMonth + "-01", "+%s"]
        )
        .runSuccessfully().trimmingCharacters(in: .whitespacesAndNewlines)
        // Jobs cancelled while held are in the answer with states only; running ones in the other only.
        let selections = [["-s", Self.endedStates], []]
        var paths: [String] = []
        for (index, selection) in selections.enumerated() {
            let file = files.appending(path: "\(index)")
            paths.append(file.path)
            var sacct = Command(
                program: "/usr/bin/sacct",
                arguments: ["-a", "-D", "-P", "-M", cluster] + selection
                    + ["-S", "uts\(from)", "-E", "uts\(now)", "-o", Self.columns])
            sacct.environment = environment(for: cluster).merging(["SLURM_TIME_FORMAT": "%s"]) { _, new in new }
            sacct.outputFile = file
            try await sacct.runSuccessfully()
        }
        let script = Self.folder.appending(path: "expected_totals.py").path
        return try await Command(
            program: "/usr/bin/python3", arguments: [script, "--from", from, "--to", "\(now)"] + paths
        ).runSuccessfully()
    }
}

extension SlurmRig {
    /// What the accounting tables of a cluster hold, added up without sacct.
    func databaseTotals(of cluster: String) async throws -> ExpectedTotals {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(
            ExpectedTotals.self, from: Data(try await control("totals", cluster, seconds: 120).utf8))
    }
}
