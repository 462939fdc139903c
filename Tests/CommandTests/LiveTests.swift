import Foundation
import Testing

/// The Live pane of the built program, with a script in squeue's place.
@Suite struct LiveTests {
    /// Five users: two run, three wait, one of them in an array of a hundred.
    private static let squeue = #"""
        #!/bin/sh
        here=$(dirname "$0")
        echo "$@" >> "$here/squeue-calls"
        env > "$here/squeue-env"
        echo 'CLUSTER: negishi'
        echo 'CLUSTER|USER|ST|CPUS|NODES|TASKS|JOBID|SUBMIT_TIME|PRIORITY|TRES_ALLOC|J|N|S|T|PARTITION|REASON|'
        row() { echo "negishi|$1|$2|$3|1|1|$4|1795430000|5|cpu=$3|N/A|gres:gpu:1|N/A|N/A|cpu|$5|"; }
        row anna R 16 1 None
        row Bert@SITE.EDU R 8 2 None
        row carla PD 4 '3_[0-99%5]' Priority
        row svc-scan PD 2 4 Resources
        row secret PD 1 5 Resources
        row homely PD 32 6 Resources
        echo 'strange'
        """#

    private struct Site {
        let root = Root()
        let slurm: FakeSlurm

        init(_ script: String = LiveTests.squeue) throws {
            slurm = try FakeSlurm()
            try slurm.program("squeue", script)
            try root.ingest("negishi", [try root.directory.write(RowSamples.generated(jobs: 50), to: "rows")])
        }

        /// - Parameter path: In place of the one with the script.
        func frame(_ options: [String] = [], path: String? = nil, now: String = Root.now) throws -> String {
            var environment = slurm.environment.merging(["SQUEUE_FORMAT": "%i", "SLURM_CLUSTERS": "bell"]) { $1 }
            if let path { environment["PATH"] = path }
            let arguments = ["snapshot", "live", "--root", root.path, "--now", now, "--size", "120x30"]
            let outcome = try Binary.run(arguments + options, environment: environment)
            #expect(outcome.status == 0, "\(outcome.errors)")
            return outcome.text
        }

        /// The numbers and words behind a name.
        func words(_ frame: String, _ name: String) -> [String] {
            let line = frame.split(separator: "\n").first { $0.contains(" \(name) ") } ?? ""
            let words = line.split { " ┃▶─━█░".contains($0) }.map(String.init)
            return Array(words.drop { $0 != name }.dropFirst())
        }
    }

    @Test func theQueueIsShownAndNothingIsStored() throws {
        let site = try Site()
        let before = try FileManager.default.subpathsOfDirectory(atPath: site.root.path).sorted()
        let frame = try site.frame()
        #expect(Array(site.words(frame, "anna").prefix(2)) == ["1", "16"])
        #expect(Array(site.words(frame, "bert").prefix(2)) == ["1", "8"])
        #expect(site.words(frame, "carla").contains("400") && site.words(frame, "carla").last == "Priority")
        #expect(frame.contains("1 row not understood (fieldCount) and left out"))
        // 1 + 1 run; 100 + 1 + 1 + 1 wait, 400 + 2 + 1 + 32 CPUs, a GPU each.
        #expect(site.words(frame, "Total") == ["2", "24", "2", "2", "103", "435", "103"])
        #expect(try FileManager.default.subpathsOfDirectory(atPath: site.root.path).sorted() == before)
        let calls = try site.slurm.directory.text("squeue-calls")
        #expect(calls.hasPrefix("-M negishi -a -O ") && calls.split(separator: "\n").count == 1)
        let environment = try site.slurm.directory.text("squeue-env")
        #expect(environment.contains("SLURM_TIME_FORMAT=%s") && !environment.contains("SQUEUE_FORMAT"))
        #expect(!environment.contains("SLURM_CLUSTERS"))
    }

    /// By the site's list, by a file in a home of somebody whom no poll has met, and by the site's pattern.
    @Test func whoIsOnNoBoardIsCountedAndNotShown() throws {
        let site = try Site()
        try site.root.directory.write("secret\n", to: "root/config/optout.txt")
        try site.root.directory.write("", to: "homes/homely/.slurm_scoreboard_optout")
        let frame = try site.frame([
            "--set", "username_pattern=*,!svc-*", "--set", "home_root=\(site.root.directory.file("homes"))",
        ])
        for name in ["secret", "homely", "svc-scan"] { #expect(!frame.contains(name), "\(name)") }
        #expect(frame.contains("3 others"))
        #expect(site.words(frame, "others") == ["0", "0", "0", "0", "3", "35", "3"])
        #expect(site.words(frame, "Total") == ["2", "24", "2", "2", "103", "435", "103"])
        #expect(frame.contains("carla") && frame.contains("3 users"))
    }

    @Test func absentSqueueIsSaidAndIsNoError() throws {
        let empty = TemporaryDirectory()
        let frame = try Site().frame(path: empty.path)
        #expect(frame.contains("squeue is not on this machine") && frame.contains("login node"))
    }

    @Test func aControllerThatDoesNotAnswerIsSaid() throws {
        let words = "slurm_load_jobs error: Unable to contact slurm controller (connect failure)"
        let frame = try Site("#!/bin/sh\necho '\(words)' >&2; exit 1").frame()
        #expect(frame.contains("The queue cannot be read") && frame.contains("Unable to contact slurm controller"))
        #expect(frame.contains("again in 2m 0s"))
    }

    /// A clusters' list of the site names them and takes one out.
    @Test func aClusterThatTakesNoPartIsNotShown() throws {
        let site = try Site()
        try site.root.directory.write(
            #"{"clusters":[{"name":"negishi","display_name":"Negishi II"}]}"#, to: "root/config/clusters.json")
        #expect(try site.frame(["--cluster", "negishi"]).contains("Cluster Negishi II"))
        try site.root.directory.write(
            #"{"clusters":[{"name":"negishi","excluded":true}]}"#, to: "root/config/clusters.json")
        #expect(try !site.frame().contains("anna"))
    }

    /// Made-up clusters have a made-up queue; Slurm is not asked.
    @Test func theDemonstrationAsksNobody() throws {
        let slurm = try FakeSlurm()
        try slurm.program("squeue", LiveTests.squeue)
        let scratch = TemporaryDirectory()
        let outcome = try Binary.run(
            ["--snapshot", "live", "--demo", "--now", Root.now, "--size", "120x40"],
            environment: slurm.environment.merging(["TMPDIR": scratch.path]) { $1 }, timeout: 300)
        #expect(outcome.text.contains("Total") && outcome.text.contains("Next waits for"))
        #expect(!FileManager.default.fileExists(atPath: slurm.directory.file("squeue-calls")))
    }
}
