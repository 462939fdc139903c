"""What a year of five clusters takes on disk."""
import program

MONTHS = 12
GIGABYTE = 1e9


def measure(bench):
    place = bench.place("disk")
    root = place / "root"
    # The bytes of rollups follow from users and days, and do not shrink with the number of jobs as the rest does.
    jobs = bench.size(1_000_000, 50_000)
    for cluster in program.CLUSTERS:
        bench.say(f"a year on disk: {cluster}")
        program.stream(root, cluster, jobs, 3000, program.months_until(program.LAST_MONTH, MONTHS))
    allocated, written = used(root)
    bench.report.figure(
        "disk", allocated / GIGABYTE, f"{allocated / 1e6:.0f} MB", "1000 MB",
        work=f"disk after {MONTHS} months, {len(program.CLUSTERS)} clusters, {jobs:,} jobs a month each, 3,000 users; "
        "blocks, not bytes")
    bench.report.sections.append(parts(root, allocated, written))


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
