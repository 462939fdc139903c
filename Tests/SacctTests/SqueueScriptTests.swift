import Foundation
import Sacct
import Scoreboard
import Testing

/// `SqueueProcess` against scripts in squeue's place that do what the real one does when something is wrong.
@Suite struct SqueueScriptTests {
    private final class Place {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("squeue-\(UUID().uuidString)")

        /// The script has the heads of the columns and a row of `hammer` at hand.
        init(_ script: String, scontrol: String? = nil) throws {
            try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
            let prelude = """
                heads='CLUSTER|USER|ST|CPUS|NODES|TASKS|JOBID|SUBMIT_TIME|PRIORITY|TRES_ALLOC|J|N|S|T|PARTITION|REASON|'
                row='hammer|alice|R|4|1|1|7|1700000000|1|cpu=4|N/A|N/A|N/A|N/A|cpu|None|'
                here=\(path.path)
                """
            try program("squeue", "\(prelude)\n\(script)")
            if let scontrol { try program("scontrol", scontrol) }
        }

        private func program(_ name: String, _ text: String) throws {
            let file = path.appendingPathComponent(name)
            try Data("#!/bin/sh\n\(text)\n".utf8).write(to: file)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
        }

        deinit { try? FileManager.default.removeItem(at: path) }

        func text(_ name: String) -> String? {
            try? String(contentsOf: path.appendingPathComponent(name), encoding: .utf8)
        }

        func read(
            _ clusters: [String], timeout: Int = 20, largest: Int = 1 << 28, environment: [String: String] = [:]
        ) throws -> QueueReading {
            let own = ["PATH": path.path + ":/usr/bin:/bin"].merging(environment) { $1 }
            return try SqueueProcess(environment: own, timeoutSeconds: timeout, largestAnswer: largest)
                .read(clusters)
        }
    }

    private static func failure(_ body: () throws -> QueueReading) throws -> ProcessFailure {
        try #require(#expect(throws: ProcessFailure.self) { _ = try body() })
    }

    /// All clusters in one call, and nothing of the caller's settings.
    @Test func whatItIsAsked() throws {
        let place = try Place(
            #"echo "$@" >> "$here/calls"; env > "$here/env"; echo CLUSTER: hammer; echo "$heads"; echo "$row""#)
        let reading = try place.read(
            ["hammer", "bell"],
            environment: [
                "SQUEUE_FORMAT": "%i", "SQUEUE_STATES": "CD", "SLURM_CLUSTERS": "x", "SLURM_TIME_FORMAT": "relative",
                "SLURM_BITSTR_LEN": "5", "SLURM_CONF": "/etc/x.conf", "LC_ALL": "de_DE", "SQUEUE_USERS": "me",
            ])
        #expect(reading.queues.map(\.cluster) == ["hammer"])
        #expect(reading.queues.first?.users.map(\.running.cpus) == [4])
        #expect(reading.silent == ["bell"])
        let calls = try #require(place.text("calls"))
        #expect(calls.split(separator: "\n").count == 1)
        #expect(calls.hasPrefix("-M hammer,bell -a -O Cluster:|,UserName:|,"))
        #expect(!calls.lowercased().contains("name:|,jobname") && !calls.contains(",Name:|"))
        let environment = Set(try #require(place.text("env")).split(separator: "\n").map(String.init))
        for line in ["SLURM_TIME_FORMAT=%s", "SLURM_BITSTR_LEN=0", "SLURM_CONF=/etc/x.conf", "LC_ALL=C.UTF-8"] {
            #expect(environment.contains(line))
        }
        #expect(!environment.contains { $0.hasPrefix("SQUEUE_") || $0.hasPrefix("SLURM_CLUSTERS") })
        #expect(QueueQuery(clusters: []).arguments.first == "-a")
    }

    @Test func absentSqueueIsSaid() throws {
        let place = try Place("")
        try FileManager.default.removeItem(at: place.path.appendingPathComponent("squeue"))
        let reader = SqueueProcess(environment: ["PATH": place.path.path])
        #expect(throws: ProcessFailure.notFound(program: "squeue")) { _ = try reader.read([]) }
    }

    @Test func oneThatDoesNotAnswer() throws {
        let words = "slurm_load_jobs error: Unable to contact slurm controller (connect failure)"
        #expect(
            try Self.failure { try Place("echo '\(words)' >&2; exit 1").read([]) }
                == .failed(program: "squeue", status: .code(1), message: words))
        #expect(
            try Self.failure { try Place("exec sleep 600").read([], timeout: 1) }
                == .timedOut(program: "squeue", seconds: 1))
        #expect(
            try Self.failure { try Place(#"echo "$heads"; echo "$row"; printf 'hammer|al'"#).read([]) }
                == .cutOff(program: "squeue"))
        let killed = try Self.failure { try Place(#"echo "$heads"; echo "$row"; kill -9 $$"#).read([]) }
        #expect(killed == .failed(program: "squeue", status: .signal(9), message: ""))
        for script in ["exit 0", "echo 'JOBID PARTITION NAME USER'"] {
            guard case .complained = try Self.failure({ try Place(script).read([]) }) else {
                Issue.record("\(script) is no queue")
                return
            }
        }
    }

    /// squeue lists the clusters that it reaches, names the others on standard error, and may end either way.
    @Test(arguments: [0, 1]) func oneOfTwoDoesNotAnswer(code: Int) throws {
        let script = #"""
            echo CLUSTER: hammer; echo "$heads"; echo "$row"; echo
            echo CLUSTER: bell; echo "squeue: error: No cluster 'bell' known by database." >&2; exit \#(code)
            """#
        let reading = try Place(script).read(["hammer", "bell"])
        #expect(reading.queues.map(\.cluster) == ["hammer"] && reading.silent == ["bell"])
        #expect(reading.remark == "squeue: error: No cluster 'bell' known by database.")
    }

    /// Without the accounting's database no other cluster is found; the own one is, without `-M`.
    @Test func theDatabaseIsAway() throws {
        let lost = #"""
            echo "$@" >> "$here/calls"
            case "$*" in *-M*)
                echo 'squeue: error: slurm_persist_conn_open_without_init: failed to open persistent connection' >&2
                echo 'squeue: error: There is a problem talking to the database: Connection refused.' >&2
                exit 1 ;;
            esac
            echo "$heads"
            """#
        let reading = try Place(lost + "\necho \"$row\"").read(["bell", "hammer"])
        #expect(reading.queues.map(\.cluster) == ["hammer"] && reading.silent == ["bell"])
        // An empty queue does not tell whose it is.
        let empty = try Place(lost, scontrol: "echo 'ClusterName             = bell'").read(["bell", "hammer"])
        #expect(empty.queues == [ClusterQueue(cluster: "bell")] && empty.silent == ["hammer"])
        // The own cluster is none of those that were asked.
        guard case .failed = try Self.failure({ try Place(lost + "\necho \"$row\"").read(["bell"]) }) else {
            Issue.record("it is the database that failed")
            return
        }
    }

    @Test func warningsAreNoErrors() throws {
        let reading = try Place(
            #"echo 'squeue: warning: old setting' >&2; echo "$heads"; echo "$row"; echo strange"#
        ).read([])
        #expect(reading.queues.map(\.cluster) == ["hammer"])
        #expect(reading.defects == [.fieldCount: 1] && reading.remark == "squeue: warning: old setting")
    }

    @Test func aFloodIsReadAndBounded() throws {
        let reading = try Place(#"echo "$heads"; yes "$row" | head -n 50000"#).read([])
        #expect(reading.queues.first?.users.first?.running.jobs == 50_000)
        #expect(
            try Self.failure { try Place("echo \"$heads\"; exec yes \"$row\"").read([], largest: 1 << 20) }
                == .complained(program: "squeue", message: "its answer has more than 1 MiB"))
    }
}
