"""A steady tick: five hundred new jobs, and those of the hours before once more, into a month of a million."""
import program
from measuring import MeasurementFailed, Runs

NEW, AGAIN = 500, 2500
# The evening of the month's last day: the rows of the ticks ended on it.
EVENING = {"SLURM_SB_NOW": "2026-10-31T21:00:00Z"}


def measure(bench):
    """Boards and files of users included."""
    place = bench.place("tick")
    jobs = bench.size(1_000_000)
    rounds = max(bench.rounds, 5)
    data = place / "rows"
    # The first tick of a day sums all windows; it is not counted.
    program.generate(data, jobs + NEW * (rounds + 1), 3000)
    with open(data) as file:
        header, *rows = file
    end = header.rstrip("\n").split("|").index("End")
    rows.sort(key=lambda row: row.rstrip("\n").split("|")[end])
    data.unlink()
    root = place / "root"
    saved = place / "saved"
    write(saved, header, rows[:jobs])
    tick(root, saved)
    runs = Runs()
    for number in range(rounds + 1):
        last = jobs + NEW * (number + 1)
        write(saved, header, rows[last - NEW - AGAIN:last])
        run = tick(root, saved)
        if f"{NEW} of them new" not in run.output + run.errors:
            raise MeasurementFailed(f"not {NEW} new jobs: {run.output}{run.errors}")
        if number:
            runs.append(run)
    saved.unlink()
    work = f"a steady tick by ingest, {NEW} new jobs and {AGAIN:,} known ones in a month of {jobs:,}"
    bench.report.figure(
        "ingest-tick-cpu", runs.cpu * 1000, f"{runs.cpu * 1000:.0f} ms", work=f"{work}: CPU, median of {rounds}", run=runs)
    bench.report.figure(
        "ingest-tick-memory", runs.peak / 1e6, f"{runs.peak / 1e6:.0f} MB", work=f"{work}: peak memory", run=runs)


def tick(root, data):
    return program.measuring.measured(
        program.ingest_command(root, "negishi", data), {**program.ENVIRONMENT, **EVENING})


def write(path, header, rows):
    with open(path, "w") as file:
        file.write(header)
        file.writelines(rows)
