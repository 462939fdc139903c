"""The program under test, and the data that it makes for the benchmark."""
import os
import pathlib
import subprocess

import measuring

PROJECT = pathlib.Path(__file__).resolve().parents[2]
# What SLURM_SB_BINARY names, else what is installed for this run.
BINARY = pathlib.Path(os.environ.get("SLURM_SB_BINARY", ""))

CLUSTERS = ["hammer", "negishi", "bell", "gautschi", "gilbreth"]
LAST_MONTH = "2026-10"
# The first moment after the last month: all windows are full, and nothing depends on the day of the run.
NOW = "2026-11-01T00:00:00Z"
# Whose format all programs can sum: ReqMem is the job's total there.
SLURM = "22.05"
ENVIRONMENT = {"SLURM_SB_NOW": NOW, "SLURM_SB_MIN_JOBS": "1", "SLURM_SB_HOME_ROOT": "/nonexistent", "LC_ALL": "C.UTF-8"}


def install(root):
    """Builds the program as it is installed, where it is not built yet, installs it below a root, and measures that one."""
    global BINARY
    done = subprocess.run(
        [PROJECT / "bin/install", "--root", root], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    BINARY = root / "bin/slurm-sb-tui"
    if done.returncode or not BINARY.exists():
        raise measuring.MeasurementFailed(f"bin/install ended with {done.returncode}: {done.stderr.strip()[-600:]}")


def months_until(last, count):
    """The names of so many months, the last one included."""
    year, month = map(int, last.split("-"))
    ordinals = range(year * 12 + month - count, year * 12 + month)
    return [f"{ordinal // 12}-{ordinal % 12 + 1:02d}" for ordinal in ordinals]


def generate_command(jobs, users, month=LAST_MONTH, cluster="negishi", steps=False, seed=1):
    command = [BINARY, "generate", "--jobs", jobs, "--users", users, "--month", month, "--cluster", cluster]
    return command + ["--seed", seed, "--slurm", SLURM] + (["--steps"] if steps else [])


def generate(path, jobs, users, **options):
    """Makes a file of rows."""
    return measuring.measured(generate_command(jobs, users, **options), stdout=path)


def generate_all(directory, clusters, jobs, users, month=LAST_MONTH, seed=1):
    """Makes a file of rows for each of so many clusters; their paths by the clusters' names, in the generator's order."""
    directory.mkdir()
    command = [BINARY, "generate", "--jobs", jobs, "--users", users, "--month", month, "--seed", seed, "--slurm", SLURM]
    measuring.measured(command + ["--clusters", clusters, "--into", directory])
    names = [CLUSTERS[index % len(CLUSTERS)] + (str(index // len(CLUSTERS) + 1) if index >= len(CLUSTERS) else "")
             for index in range(clusters)]
    return {name: directory / f"{name}.txt" for name in names}


def ingest_command(root, cluster, *words):
    return [BINARY, "ingest", "--root", root, "--cluster", cluster, "--slurm", SLURM, *words]


def ingest(root, cluster, *words):
    return measuring.measured(ingest_command(root, cluster, *words), ENVIRONMENT)


def stream(root, cluster, jobs, users, months, steps=False):
    """Brings generated months into a cluster through one pipe: no file of rows is left, and boards are made once."""
    taking = subprocess.Popen(
        [str(word) for word in ingest_command(root, cluster)], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, env={**os.environ, **ENVIRONMENT})
    failed = False
    for month in months:
        command = generate_command(jobs, users, month=month, cluster=cluster, steps=steps)
        failed = failed or subprocess.call([str(word) for word in command], stdout=taking.stdin) != 0
    _, errors = taking.communicate()
    if failed or taking.returncode:
        raise measuring.MeasurementFailed(f"{cluster}: {errors.decode(errors='replace').strip()[-600:]}")


class FreshRoots:
    """A new data root for each run: none is removed, see ``Bench``."""

    def __init__(self, place, name="root"):
        self.place = place
        self.name = name
        self.count = 0

    @property
    def current(self):
        return self.place / f"{self.name}-{self.count}"

    def next(self):
        self.count += 1
        return self.current


def can(command, option):
    """Whether a command of the program knows an option."""
    said = subprocess.run([BINARY, command, "--help"], capture_output=True, text=True)
    return option in said.stdout.split()


def version():
    return subprocess.run([BINARY, "--version"], capture_output=True, text=True).stdout.strip()
