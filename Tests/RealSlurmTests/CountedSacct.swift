import Foundation

/// A `sacct` in front of the real one that writes down each question to the accounting before it is asked.
struct CountedSacct: Sendable {
    private let directory: URL

    /// A question: when, in seconds since the epoch, and about which cluster.
    struct Call {
        var time: Double
        var cluster: String
    }

    init() throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "counted-sacct-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        // --version and --helpformat ask no server. A line this short is appended whole.
        let script = """
            #!/bin/bash
            cluster=
            for ((i = 1; i < $#; i++)); do [[ ${!i} != -M ]] || { i=$((i + 1)); cluster=${!i}; }; done
            [[ -z $cluster ]] || echo "$EPOCHREALTIME $cluster" >>'\(directory.path)/calls'
            exec /usr/bin/sacct "$@"
            """
        let program = directory.appending(path: "sacct")
        try Data((script + "\n").utf8).write(to: program)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
    }

    func remove() { try? FileManager.default.removeItem(at: directory) }

    /// What makes a program find this one first. Its clusters have no configuration of their own: any one that leads to
    /// the accounting will do.
    func environment(for rig: SlurmRig) -> [String: String] {
        rig.environment(for: SlurmRig.clusters[0]).merging(["PATH": "\(directory.path):\(Command.path)"]) { _, new in
            new
        }
    }

    func calls(of cluster: String) throws -> [Call] { try calls().filter { $0.cluster == cluster } }

    /// Until so many were asked in all.
    func waitForCalls(_ count: Int) async throws {
        let deadline = Date().addingTimeInterval(300)
        while try calls().count < count, Date() < deadline { try await Task.sleep(for: .milliseconds(50)) }
    }

    /// The most questions that any span of so many seconds holds.
    static func mostCalls(of calls: [Call], withinSeconds seconds: Double) -> Int {
        let times = calls.map(\.time).sorted()
        return times.indices.map { first in times[first...].prefix { $0 < times[first] + seconds }.count }.max() ?? 0
    }

    private func calls() throws -> [Call] {
        let file = directory.appending(path: "calls")
        guard FileManager.default.fileExists(atPath: file.path) else { return [] }
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard words.count == 2, let time = Double(words[0]) else { return nil }
            return Call(time: time, cluster: String(words[1]))
        }
    }
}
