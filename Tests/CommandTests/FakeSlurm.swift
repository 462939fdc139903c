import Foundation

/// Programs of Slurm's names in a directory of their own, that answer from files: rows with epoch times, a header, and
/// the columns in any order.
///
/// `sacct` answers as the real one does: `-S`/`-E` on the end of jobs, both inclusive, when states are asked for; `-j` by
/// id; `-u` by user, all refused for one that it does not know; `-X` for job rows alone; the columns of `-o`. Its calls are noted, and any of them can be made to fail.
final class FakeSlurm {
    let directory = TemporaryDirectory()

    init(rows: String = "JobIDRaw\n", clusters: [String] = ["negishi", "hammer"]) throws {
        try serve(rows)
        try directory.write(clusters.joined(separator: "\n") + "\n", to: "clusters")
        try program("sacct", "#!\(Binary.interpreter) -IS\n" + FakeSlurm.sacct)
        try program(
            "sacctmgr",
            """
            #!/bin/sh
            here=$(dirname "$0")
            case "$*" in
            *"list cluster"*) cat "$here/clusters" ;;
            *"show config"*)
                echo "Configuration data as of 2026-11-23T12:00:00"
                echo "PrivateData            = none"
                echo "PrivateData            = $(cat "$here/private" 2>/dev/null || echo none)" ;;
            esac
            """)
        try program("scontrol", "#!/bin/sh\necho 'ClusterName             = negishi'\n")
        try program("squeue", "#!/bin/sh\nexit 0\n")
    }

    /// Slurm's directory before the others.
    var environment: [String: String] { ["PATH": directory.path + ":" + Binary.searchPath] }

    func serve(_ rows: String) throws { try directory.write(rows, to: "rows") }

    func program(_ name: String, _ text: String) throws {
        let path = try directory.write(text, to: name)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }

    /// The arguments of each call of `sacct` for rows, in order.
    var calls: [String] {
        ((try? directory.text("calls")) ?? "").split(separator: "\n").map(String.init)
    }

    /// Users of whom this host knows nothing, and users who are in no answer for everybody.
    func serve(unknown: [String], hidden: [String]) throws {
        try directory.write(unknown.joined(separator: "\n"), to: "unknown")
        try directory.write(hidden.joined(separator: "\n"), to: "hidden")
    }

    /// The call of this number, from 1, prints some rows and fails: `exit 1`, `complain`, `cut` or `kill`.
    func fail(call: Int, how: String = "exit") throws { try directory.write("\(call) \(how)", to: "fail") }

    func failNoMore() { try? FileManager.default.removeItem(atPath: directory.file("fail")) }

    private static let sacct = #"""
        import os, signal, sys
        here = os.path.dirname(os.path.abspath(__file__))
        args = sys.argv[1:]
        if "--version" in args:
            print("slurm 22.05.8")
            sys.exit(0)
        if "--helpformat" in args:
            print("""Account AllocCPUS AllocTRES AveRSS ConsumedEnergyRaw ElapsedRaw Eligible End JobID JobIDRaw
                     MaxRSS NNodes Partition QOS ReqMem Start State Submit TimelimitRaw TotalCPU User NTasks
                     Cluster TRESUsageInTot DBIndex""")
            sys.exit(0)
        def value(flag):
            return args[args.index(flag) + 1] if flag in args else None
        with open(here + "/calls", "a") as log:
            log.write(" ".join(args) + "\n")
        call = len(open(here + "/calls").readlines())
        def moment(text):
            return int(text) if text.isdigit() else None
        lines = open(here + "/rows").read().split("\n")
        columns = lines[0].split("|")
        rows = [dict(zip(columns, line.split("|"))) for line in lines[1:] if line]
        since, until = int(value("-S")[3:]), int(value("-E")[3:])
        ids = set(value("-j").split(",")) if value("-j") else None
        out, wanted = [], False
        def names(name):
            return set(open(here + "/" + name).read().split("\n")) if os.path.exists(here + "/" + name) else set()
        users = value("-u").split(",") if value("-u") else None
        for user in users or []:
            if user in names("unknown"):
                sys.stderr.write("Invalid user id: " + user + "\n")
                sys.exit(1)
        clusters = open(here + "/clusters").read().split()
        if value("-M") not in clusters:
            rows = []
        for row in rows:
            raw, _, step = row["JobIDRaw"].partition(".")
            start, end = moment(row["Start"]), moment(row["End"])
            if not step:
                if ids is not None:
                    wanted = raw in ids and (end is None or end >= since) and (start is None or start <= until)
                else:
                    wanted = end is not None and since <= end <= until
                    wanted = wanted and (row["User"] in users if users else row.get("User") not in names("hidden"))
                if wanted:
                    out.append(row)
            elif wanted and "-X" not in args and (end is None or end >= since) and start <= until:
                out.append(row)
        text = "".join("|".join(row.get(name, "") for name in value("-o").split(",")) + "\n" for row in out)
        how = None
        if os.path.exists(here + "/fail"):
            number, how = open(here + "/fail").read().split()
            if int(number) != call:
                how = None
        if how == "cut" and not text:
            text = "1|2|3 a half row of a call without rows"
        elif how == "cut":
            text = text[:-3]
        sys.stdout.write(text)
        sys.stdout.flush()
        if how == "exit":
            sys.stderr.write("sacct: error: slurmdbd: Connection refused\n")
            sys.exit(1)
        if how == "complain":
            sys.stderr.write("sacct: error: the database went away\n")
        if how == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        """#
}
