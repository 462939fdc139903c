"""Bringing rows in: against mawk, polars and DuckDB, which only sum and keep nothing, and against wc."""
import json
import pathlib
import shutil

import program
import totals
from measuring import Runs, interleaved, measured

OTHERS = pathlib.Path(__file__).with_name("others")
# Everything is stored and synced; only the boards and the users' files are left to the next poll.
UNPUBLISHED = "--no-boards"


def measure_rows(bench):
    """Job rows alone."""
    place = bench.place("ingest")
    jobs = bench.size(1_000_000)
    data = place / "rows"
    making = Runs(program.generate(data, jobs, 3000) for _ in range(bench.rounds))
    bench.report.figure("generate", making.wall, work=f"generate: {jobs:,} job rows", run=making)
    contenders = {
        "wc -l": lambda: measured(["wc", "-l", data]),
        "mawk": lambda: mawk("job_totals.awk", data),
        "mawk short": lambda: mawk("job_totals.awk", data, "-v", "key=short"),
    }
    for name in ("polars", "duckdb"):
        if bench.others.get("python") and bench.others.get(name):
            contenders[name] = lambda name=name: measured([bench.others["python"], OTHERS / f"totals_{name}.py", data])
    roots = ingests(place, data, contenders)
    if program.can("parse", "--count"):
        contenders["parse --count"] = lambda: measured([program.BINARY, "parse", "--count", "--slurm", program.SLURM, data])
    runs = interleaved(contenders, bench.rounds, bench.say)

    for root in roots:
        check_all(root.current, runs, [name for name in ("mawk", "polars", "duckdb") if name in runs])
    report = bench.report
    size = data.stat().st_size
    work = f"ingest of {jobs:,} job rows ({size / 1e6:.0f} MB)"
    for ours, key, suffix in (("ingest", "ingest", ""), (f"ingest {UNPUBLISHED}", "unpublished", f" {UNPUBLISHED}")):
        if ours not in runs:
            continue
        for name in ("polars", "duckdb", "mawk", "mawk short"):
            if name in runs:
                report.compare(f"{key}-{name.replace(' ', '-')}", runs[ours], runs[name], work + suffix)
    for name in ("polars", "duckdb"):
        if name in runs:
            alone = min(run.errors.strip() for run in runs[name])
            report.note(f"{name} {bench.others[name]}, without the start of Python: {alone}, the quickest of {bench.rounds}.")
    report.compare("again", runs["ingest again"], runs["ingest"])
    if "parse --count" in runs:
        report.compare("scan", runs["parse --count"], runs["wc -l"])
    report.note(
        f"Job rows: {size / 1e6 / runs['ingest'].wall:.0f} MB/s in ingest, spread of its {bench.rounds} runs "
        f"{runs['ingest'].spread:.0%}.")
    report.missing_keys(
        [goal for goal in report.keys("ingest") if goal.startswith("unpublished")], f"ingest has no {UNPUBLISHED}",
        unless=f"ingest {UNPUBLISHED}" in runs)
    report.missing_keys(["scan"], "the program has no `parse --count`", unless="parse --count" in runs)
    report.missing("ingest", "not installed")
    if bench.others.get("hyperfine") and not bench.quick:
        cross_check(bench, place, data)
    data.unlink()


def ingests(place, data, contenders):
    """Adds the runs of ours; the roots that they fill, of which the last ones are looked into."""
    full = program.FreshRoots(place)
    contenders["ingest"] = lambda: program.ingest(full.next(), "negishi", data)
    contenders["ingest again"] = lambda: program.ingest(full.current, "negishi", data)
    if not program.can("ingest", UNPUBLISHED):
        return [full]
    bare = program.FreshRoots(place, "unpublished")
    contenders[f"ingest {UNPUBLISHED}"] = lambda: program.ingest(bare.next(), "negishi", UNPUBLISHED, data)
    return [full, bare]


def measure_steps(bench):
    """Jobs and their steps: about three and a half rows a job."""
    place = bench.place("steps")
    data = place / "rows"
    jobs = bench.size(852_000)
    program.generate(data, jobs, 3000, steps=True)
    contenders = {"mawk": lambda: mawk("step_totals.awk", data)}
    roots = ingests(place, data, contenders)
    runs = interleaved(contenders, bench.rounds, bench.say)
    for root in roots:
        check_all(root.current, runs, ["mawk"])
    rows = int(measured(["wc", "-l", data]).output.split()[0]) - 1
    work = f"ingest of {rows:,} rows, {jobs:,} of them jobs ({data.stat().st_size / 1e6:.0f} MB), steps folded"
    bench.report.compare("steps-mawk", runs["ingest"], runs["mawk"], work)
    if f"ingest {UNPUBLISHED}" in runs:
        bench.report.compare("steps-unpublished", runs[f"ingest {UNPUBLISHED}"], runs["mawk"], f"{work} {UNPUBLISHED}")
    bench.report.missing("steps", f"ingest has no {UNPUBLISHED}")
    bench.report.note(
        f"With steps, all seen: {runs['ingest again'].wall:.2f} s, "
        f"{runs['ingest again'].wall / runs['ingest'].wall:.2f} × the first ingest.")
    data.unlink()


def measure_memory(bench):
    """Peak memory when there are ten times as many rows: of ten months with as many each, and of one month."""
    place = bench.place("memory")
    roots = program.FreshRoots(place)
    jobs = bench.size(1_000_000, 300_000)

    def peak(count, months):
        data = place / "rows"
        data.unlink(missing_ok=True)
        for month in months:
            program.generate(place / "part", count, 3000, month=month)
            with data.open("ab") as whole, (place / "part").open("rb") as part:
                shutil.copyfileobj(part, whole, 1 << 20)
        (place / "part").unlink()
        bench.say(f"ingest of {count * len(months):,} rows of {len(months)} month(s)")
        run = program.ingest(roots.next(), "negishi", data)
        data.unlink()
        return run

    small = peak(jobs, [program.LAST_MONTH])
    for key, large, what in [
        ("memory-months", peak(jobs, program.months_until(program.LAST_MONTH, 10)), f"rows of ten months, {jobs:,} each"),
        ("memory-month", peak(jobs * 10, [program.LAST_MONTH]), "rows of one month"),
    ]:
        bench.report.figure(
            key, large.peak / 1e6, work=f"peak memory of ingest, {jobs * 10:,} {what}", run=large)
        bench.report.figure(
            f"{key}-flat", large.peak / small.peak, f"{large.peak / 1e6:.0f} MB", f"{small.peak / 1e6:.0f} MB",
            work=f"peak memory of ingest, {jobs * 10:,} {what}, against {jobs:,}")


def mawk(script, data, *options):
    return measured(["mawk", "-F|", *options, "-f", OTHERS / script, data], {"LC_ALL": "C"})


def check_all(root, runs, names):
    """All programs have the same ten totals for every user."""
    ours = totals.of_rollup(root, "negishi", program.LAST_MONTH)
    for name in names:
        totals.check(ours, totals.of_lines(runs[name][-1].output), name)


def cross_check(bench, place, data):
    """The same ingest by hyperfine, whose way of measuring is not ours. Before each run the root is moved away, not removed."""
    root = place / "hyperfine"
    command = " ".join(f"'{word}'" for word in program.ingest_command(root, "negishi", data))
    measured(
        ["hyperfine", "--style", "none", "--runs", bench.rounds, "--prepare",
         f"test ! -d '{root}' || mv '{root}' '{root}'-$(date +%s%N)", "--export-json", place / "hyperfine.json", command],
        program.ENVIRONMENT)
    found = json.loads((place / "hyperfine.json").read_text())["results"][0]
    bench.report.note(
        f"ingest by hyperfine: median {found['median']:.2f} s, mean {found['mean']:.2f} ± {found['stddev'] or 0:.2f} s, "
        f"user {found['user']:.2f} s, system {found['system']:.2f} s.")
