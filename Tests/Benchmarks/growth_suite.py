"""How cost grows with jobs, clusters, months and users: tables, a plot, and a word where it is worse than linear."""
import statistics

import disk_suite
import program
from growth import Growth, Series
from measuring import measured


def measure(bench):
    for study in (by_jobs, by_clusters, by_months, by_users):
        bench.report.sections.append(study(bench, bench.place(f"growth-{study.__name__}")))


def by_jobs(bench, place):
    sizes = [10_000, 100_000, 1_000_000] + ([] if bench.quick else [10_000_000])
    growth = Growth(
        "Jobs of one month", "jobs",
        [Series("ingest, wall", "s", judged=False), Series("ingest, CPU", "s"), Series("ingest again, CPU", "s"),
         Series("peak memory", "MB"), Series("disk", "MB")])
    for size in sizes:
        jobs = bench.size(size)
        bench.say(f"growth: {jobs:,} jobs")
        data, roots = place / "rows", program.FreshRoots(place, f"root-{size}")
        program.generate(data, jobs, 3000)
        rounds = 1 if jobs > 2_000_000 else 3
        first, again = [], []
        for _ in range(rounds):
            first.append(program.ingest(roots.next(), "negishi", data))
            again.append(program.ingest(roots.current, "negishi", data))
        data.unlink()
        growth.add(
            jobs, statistics.median(run.wall for run in first), statistics.median(run.cpu for run in first),
            statistics.median(run.cpu for run in again),
            statistics.median(run.peak for run in first) / 1e6, disk_suite.used(roots.current)[0] / 1e6)
    return growth.text()


def by_clusters(bench, place):
    """Each with a month; the last one's ingest publishes the boards of all."""
    growth = Growth(
        "Clusters", "clusters",
        [Series("ingest into the last, CPU", "s"), Series("boards rebuilt, CPU", "s"), Series("a board opened, CPU", "s"),
         Series("its peak memory", "MB")])
    root = place / "root"
    files = program.generate_all(place / "rows", 20, bench.size(50_000), 2000)
    for count, (cluster, data) in enumerate(files.items(), 1):
        last = program.ingest(root, cluster, data)
        data.unlink()
        if count in (1, 5, 20):
            bench.say(f"growth: {count} clusters")
            opened = board(root)
            growth.add(count, last.cpu, rebuild(root).cpu, opened.cpu, opened.peak / 1e6)
    return growth.text()


def by_months(bench, place):
    growth = Growth(
        "Months of one cluster", "months",
        [Series("ingest of the last, CPU", "s"), Series("boards rebuilt, CPU", "s"), Series("a board opened, CPU", "s"),
         Series("disk", "MB")])
    jobs, root, data = bench.size(50_000, 20_000), place / "root", place / "rows"
    counts = (1, 3, 12, 36, 60)
    # The newest first, as history is read: the windows of the boards are filled from the beginning, and only older months come.
    months = program.months_until(program.LAST_MONTH, counts[-1])[::-1]
    for before, count in zip((0, *counts), counts):
        # All but the last in one go: only the last is measured.
        if count - 1 > before:
            program.stream(root, "negishi", jobs, 2000, months[before:count - 1])
        program.generate(data, jobs, 2000, month=months[count - 1])
        last = program.ingest(root, "negishi", data)
        bench.say(f"growth: {count} months")
        growth.add(count, last.cpu, rebuild(root).cpu, board(root).cpu, disk_suite.used(root)[0] / 1e6)
    return growth.text()


def by_users(bench, place):
    growth = Growth(
        "Users of one cluster", "users",
        [Series("ingest, CPU", "s"), Series("boards rebuilt, CPU", "s"), Series("a board opened, CPU", "s"),
         Series("its peak memory", "MB"), Series("disk", "MB")])
    data = place / "rows"
    # Of those in the directory a cluster sees a part: of the last ones more than 50,000.
    for count in (100, 1000, 10_000, 50_000, 240_000):
        users = bench.size(count)
        root = place / f"root-{count}"
        program.generate(data, bench.size(500_000, 200_000), users)
        bench.say(f"growth: {users:,} users in the directory")
        run = program.ingest(root, "negishi", data)
        opened = board(root)
        shown = len(list(root.glob("clusters/*/agg/users/*")))
        growth.add(shown, run.cpu, rebuild(root).cpu, opened.cpu, opened.peak / 1e6, disk_suite.used(root)[0] / 1e6)
    return growth.text()


def rebuild(root):
    return best([program.BINARY, "leaderboards", "--rebuild", "--root", root])


def board(root):
    """The board read, merged, ranked and drawn once, without a terminal."""
    return best([program.BINARY, "snapshot", "--root", root, "--format", "text"])


def best(command):
    """The median of three by CPU time."""
    return sorted((measured(command, program.ENVIRONMENT) for _ in range(3)), key=lambda run: run.cpu)[1]
