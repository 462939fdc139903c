"""What a year of five clusters takes on disk."""
import os
import subprocess

import program
from measuring import MeasurementFailed

MONTHS = 12
GIGABYTE = 1e9
# The last ones, which polls do not seal yet: a month is sealed 35 days after its end.
OPEN_MONTHS = 2
# Far more than the polls need to read twelve months twice.
MOST_POLLS = 400
# An accounting that knows its site and has purged all jobs: polls find nothing that had not been ingested.
SACCT = """#!/bin/sh
case "$*" in
*--version*) echo "slurm {slurm}" ;;
*--helpformat*) echo "JobIDRaw User State ElapsedRaw AllocCPUS NNodes ReqMem AllocTRES ConsumedEnergyRaw Submit Eligible" \\
    "Start End MaxRSS AveRSS TotalCPU" ;;
esac
"""
SACCTMGR = "#!/bin/sh\necho {cluster}\n"


def measure(bench):
    place = bench.place("disk")
    root = place / "root"
    # The bytes of rollups follow from users and days, and do not shrink with the number of jobs as the rest does.
    jobs = bench.size(1_000_000, 50_000)
    for cluster in program.CLUSTERS:
        bench.say(f"a year on disk: {cluster}")
        months = program.months_until(program.LAST_MONTH, MONTHS)
        # With their steps, as Slurm has them: jobs that still wait for theirs are listed until their month is sealed.
        program.stream(root, cluster, jobs, 3000, months, steps=True)
        seal(place, root, cluster, months)
    allocated, written = used(root)
    bench.report.figure(
        "disk", allocated / GIGABYTE, f"{allocated / 1e6:.0f} MB", "1000 MB",
        work=f"disk after {MONTHS} months, of which polls sealed {MONTHS - OPEN_MONTHS}, {len(program.CLUSTERS)} clusters, "
        f"{jobs:,} jobs with steps a month each, 3,000 users; blocks, not bytes")
    bench.report.sections.append(parts(root, allocated, written))


def seal(place, root, cluster, months):
    """Polls until all months are read twice that can be, and what is sealed is packed."""
    commands = place / f"accounting-{cluster}"
    commands.mkdir()
    for name, text in [("sacct", SACCT), ("sacctmgr", SACCTMGR)]:
        path = commands / name
        path.write_text(text.format(slurm=program.SLURM + ".8", cluster=cluster))
        path.chmod(0o755)
    environment = {**os.environ, **program.ENVIRONMENT, "PATH": f"{commands}:{os.environ['PATH']}"}
    command = [
        program.BINARY, "poll", "--once", "--root", root, "--cluster", cluster, "--rate-limit", "10000",
        "--backfill-start", months[0]]
    for _ in range(MOST_POLLS):
        subprocess.run(
            [str(word) for word in command], env=environment, check=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if len(list(root.glob(f"clusters/{cluster}/agg/rollups/daily/*.json"))) == OPEN_MONTHS:
            return
    raise MeasurementFailed(f"{cluster}: {MOST_POLLS} polls did not seal its months")


def used(path):
    """Bytes of the blocks that are taken, and bytes of the files."""
    states = [file.lstat() for file in path.rglob("*") if file.is_file()]
    return sum(state.st_blocks * 512 for state in states), sum(state.st_size for state in states)


def parts(root, allocated, written):
    lines = [
        "## What takes the disk", "",
        "| part | files | MB of blocks | MB of bytes |",
        "|---|---|---|---|",
    ]
    for title, pattern in [
        ("exact sets of seen jobs", "clusters/*/state/seen/*.ids"), ("filters", "clusters/*/state/seen/*.bloom"),
        ("jobs that await steps", "clusters/*/state/steps/*"), ("daily rollups", "clusters/*/agg/rollups/daily/*"),
        ("monthly rollups", "clusters/*/agg/rollups/monthly/*"), ("user files", "clusters/*/agg/users/*"),
        ("boards", "clusters/*/agg/leaderboards/*"), ("merged boards", "leaderboards/*"),
    ]:
        states = [file.lstat() for file in root.glob(pattern) if file.is_file()]
        lines.append(
            f"| {title} | {len(states):,} | {sum(state.st_blocks for state in states) * 512 / 1e6:.1f} "
            f"| {sum(state.st_size for state in states) / 1e6:.1f} |")
    lines.append(f"| all | | {allocated / 1e6:.1f} | {written / 1e6:.1f} |")
    return "\n".join(lines)
