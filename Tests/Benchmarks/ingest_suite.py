"""Bringing rows in: against mawk, polars and DuckDB, which only sum and keep nothing, and against wc."""
import json
import pathlib
import shutil

import program
import totals
from measuring import interleaved, measured

OTHERS = pathlib.Path(__file__).with_name("others")


def measure_rows(bench):
    """Job rows alone."""
    place = bench.place("ingest")
    jobs = bench.size(1_000_000)
    data, root = place / "rows", place / "root"
    making = program.generate(data, jobs, 3000)
    bench.report.figure("generate", making.wall, work=f"generate: {jobs:,} job rows", run=making)
    contenders = {"wc -l": lambda: measured(["wc", "-l", data]), "mawk": lambda: mawk("job_totals.awk", data)}
    for name in ("polars", "duckdb"):
        if bench.others.get("python") and bench.others.get(name):
            contenders[name] = lambda name=name: measured([bench.others["python"], OTHERS / f"totals_{name}.py", data])
    contenders["ingest"] = lambda: fresh_ingest(root, data)
    contenders["ingest again"] = lambda: program.ingest(root, "negishi", data)
    if program.can("parse", "--count"):
        contenders["parse --count"] = lambda: measured([program.BINARY, "parse", "--count", "--slurm", program.SLURM, data])
    runs = interleaved(contenders, bench.rounds, bench.say)

    check_all(root, runs, [name for name in ("mawk", "polars", "duckdb") if name in runs])
    report = bench.report
    size = data.stat().st_size
    work = f"ingest of {jobs:,} job rows ({size / 1e6:.0f} MB)"
    report.compare("ingest-mawk", runs["ingest"], runs["mawk"], f"{work}, deduplicated by JobIDRaw and Submit in both")
    for name in ("polars", "duckdb"):
        if name in runs:
            report.compare(f"ingest-{name}", runs["ingest"], runs[name], work)
            alone = min(run.errors.strip() for run in runs[name])
            report.note(f"{name} {bench.others[name]}, without the start of Python: {alone}, the quickest of {bench.rounds}.")
    report.compare("again", runs["ingest again"], runs["ingest"])
    if "parse --count" in runs:
        report.compare("scan", runs["parse --count"], runs["wc -l"])
    short = mawk("job_totals.awk", data, "-v", "key=short")
    report.note(
        f"mawk by JobID alone, which counts the attempts of a requeued job as one: {short.wall:.2f} s "
        f"in one run, {runs['ingest'].wall / short.wall:.2f} × for ingest.")
    report.note(
        f"Job rows: {size / 1e6 / runs['ingest'].wall:.0f} MB/s in ingest, spread of its {bench.rounds} runs "
        f"{runs['ingest'].spread:.0%}.")
    report.missing("ingest", why_missing(bench, runs))
    if bench.others.get("hyperfine") and not bench.quick:
        cross_check(bench, root, data)
    shutil.rmtree(place)


def why_missing(bench, runs):
    if "parse --count" not in runs and bench.others.get("python"):
        return "the program has no `parse --count`, and what `parse` prints takes most of its time"
    return "not installed"


def measure_steps(bench):
    """Jobs and their steps: about three and a half rows a job."""
    place = bench.place("steps")
    data, root = place / "rows", place / "root"
    jobs = bench.size(852_000)
    program.generate(data, jobs, 3000, steps=True)
    contenders = {
        "mawk": lambda: mawk("step_totals.awk", data),
        "ingest": lambda: fresh_ingest(root, data),
        "ingest again": lambda: program.ingest(root, "negishi", data),
    }
    runs = interleaved(contenders, bench.rounds, bench.say)
    check_all(root, runs, ["mawk"])
    rows = int(measured(["wc", "-l", data]).output.split()[0]) - 1
    size = data.stat().st_size
    bench.report.compare(
        "steps-mawk", runs["ingest"], runs["mawk"],
        f"ingest of {rows:,} rows, {jobs:,} of them jobs ({size / 1e6:.0f} MB), steps folded")
    bench.report.note(
        f"With steps, all seen: {runs['ingest again'].wall:.2f} s, "
        f"{runs['ingest again'].wall / runs['ingest'].wall:.2f} × the first ingest.")
    shutil.rmtree(place)


def measure_memory(bench):
    """Peak memory when one month has ten times as many rows."""
    place = bench.place("memory")
    sizes = [bench.size(1_000_000, 300_000), bench.size(10_000_000, 3_000_000)]
    peaks = []
    for jobs in sizes:
        data = place / "rows"
        program.generate(data, jobs, 3000)
        bench.say(f"ingest of {jobs:,} rows")
        peaks.append(fresh_ingest(place / "root", data))
        data.unlink()
    small, large = peaks
    bench.report.figure(
        "memory-large", large.peak / 1e6, work=f"peak memory of ingest, {sizes[1]:,} rows of one month", run=large)
    bench.report.figure(
        "memory-flat", large.peak / small.peak, f"{large.peak / 1e6:.0f} MB", f"{small.peak / 1e6:.0f} MB",
        work=f"peak memory of ingest, {sizes[1]:,} rows against {sizes[0]:,}")
    shutil.rmtree(place)


def mawk(script, data, *options):
    return measured(["mawk", "-F|", *options, "-f", OTHERS / script, data], {"LC_ALL": "C"})


def fresh_ingest(root, data):
    shutil.rmtree(root, ignore_errors=True)
    return program.ingest(root, "negishi", data)


def check_all(root, runs, names):
    """All programs have the same ten totals for every user."""
    ours = totals.of_rollup(root, "negishi", program.LAST_MONTH)
    for name in names:
        totals.check(ours, totals.of_lines(runs[name][-1].output), name)


def cross_check(bench, root, data):
    """The same ingest by hyperfine, whose way of measuring is not ours."""
    command = " ".join(f"'{word}'" for word in program.ingest_command(root, "negishi", data))
    measured(
        ["hyperfine", "--style", "none", "--runs", bench.rounds, "--prepare", f"rm -rf '{root}'", "--export-json",
         bench.directory / "hyperfine.json", command], program.ENVIRONMENT)
    found = json.loads((bench.directory / "hyperfine.json").read_text())["results"][0]
    bench.report.note(
        f"ingest by hyperfine: median {found['median']:.2f} s, mean {found['mean']:.2f} ± {found['stddev'] or 0:.2f} s, "
        f"user {found['user']:.2f} s, system {found['system']:.2f} s.")
