"""Making all boards anew, against reading the rollups that they come from."""
import json

import program
from measuring import interleaved, measured

MONTHS = 13


def measure(bench):
    place = bench.place("boards")
    root = place / "root"
    jobs = bench.size(200_000, 60_000)
    for cluster in program.CLUSTERS:
        bench.say(f"data of the boards: {cluster}")
        # Of 6,500 in the directory about 3,000 have jobs on a cluster in a month.
        program.stream(root, cluster, jobs, 6500, program.months_until(program.LAST_MONTH, MONTHS))
    rollups = sorted(root.glob("clusters/*/agg/rollups/*/*.json"))
    size = sum(path.stat().st_size for path in rollups)
    runs = interleaved(
        {
            "cat": lambda: measured(["cat", *rollups], stdout="/dev/null"),
            "rebuild": lambda: measured(
                [program.BINARY, "leaderboards", "--rebuild", "--root", root], program.ENVIRONMENT),
        }, bench.rounds, bench.say)
    counts = [
        len(json.loads(path.read_text())["users"]) for path in rollups
        if path.parent.name == "monthly" and path.stem == program.LAST_MONTH]
    bench.report.compare(
        "boards", runs["rebuild"], runs["cat"],
        f"boards rebuilt: {len(program.CLUSTERS)} clusters × {MONTHS} months × {sum(counts) // len(counts):,} users a month, "
        f"{size / 1e6:.0f} MB of rollups")
