import Foundation

/// Slurm's programs, as far as a poll asks them, in a directory of their own; they answer from a file of rows.
struct FakeAccounting: Sendable {
    private let directory = TemporaryDirectory()

    init() throws {
        try program("sacct", FakeAccounting.sacct)
        try program("sacctmgr", "#!/bin/sh\necho negishi\n")
    }

    var environment: [String: String] { ["PATH": directory.path + ":" + Binary.searchPath] }

    func serve(_ rows: String) throws { try directory.write(rows, to: "rows") }

    private func program(_ name: String, _ text: String) throws {
        let path = try directory.write(text, to: name)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }

    /// Job rows by the time of their end or by id, each followed by its steps unless `-X` is given; the columns of `-o`.
    private static let sacct = #"""
        #!/bin/sh
        here=${0%/*}
        case "$*" in
        *--version*) echo "slurm 22.05.8"; exit ;;
        *--helpformat*) head -n 1 "$here/rows" | tr '|' ' '; exit ;;
        esac
        ids= jobs_only=0
        while [ $# -gt 0 ]; do
            case $1 in
            -X) jobs_only=1 ;;
            -j) ids=$2; shift ;;
            -S) since=${2#uts}; shift ;;
            -E) until=${2#uts}; shift ;;
            -o) fields=$2; shift ;;
            esac
            shift
        done
        exec awk -F '|' -v ids="$ids" -v jobs_only="$jobs_only" -v since="$since" -v until="$until" -v fields="$fields" '
            NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; count = split(fields, name, ","); next }
            { split($at["JobIDRaw"], part, "."); is_step = part[2] != "" }
            is_step && (jobs_only || !wanted) { next }
            !is_step && ids == "" { wanted = $at["End"] >= since && $at["End"] <= until }
            !is_step && ids != "" { wanted = index("," ids ",", "," part[1] ",") }
            wanted {
                line = $at[name[1]]
                for (i = 2; i <= count; i++) line = line "|" $at[name[i]]
                print line
            }' "$here/rows"
        """#
}
