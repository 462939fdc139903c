"""The program under test, and the data that it makes for the benchmark."""
import os
import pathlib
import subprocess

import measuring

PROJECT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("SLURM_SB_BINARY") or PROJECT / ".build/release/slurm-sb-tui")

CLUSTERS = ["hammer", "negishi", "bell", "gautschi", "gilbreth"]
LAST_MONTH = "2026-10"
# The first moment after the last month: all windows are full, and nothing depends on the day of the run.
NOW = "2026-11-01T00:00:00Z"
# Whose format all programs can sum: ReqMem is the job's total there.
SLURM = "22.05"
ENVIRONMENT = {"SLURM_SB_NOW": NOW, "SLURM_SB_MIN_JOBS": "1", "SLURM_SB_HOME_ROOT": "/nonexistent", "LC_ALL": "C.UTF-8"}


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


def ingest_command(root, cluster, *files):
    return [BINARY, "ingest", "--root", root, "--cluster", cluster, "--slurm", SLURM, *files]


def ingest(root, cluster, *files):
    return measuring.measured(ingest_command(root, cluster, *files), ENVIRONMENT)


def stream(root, cluster, jobs, users, month, profile=None, steps=False):
    """Brings a generated month into a cluster through a pipe: no file of rows is left."""
    command = generate_command(jobs, users, month=month, cluster=profile or cluster, steps=steps)
    making = subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE)
    with making.stdout:
        taking = subprocess.run(
            [str(word) for word in ingest_command(root, cluster)], stdin=making.stdout, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, env={**os.environ, **ENVIRONMENT})
    if making.wait() or taking.returncode:
        raise measuring.MeasurementFailed(f"{cluster} {month}: {taking.stderr.decode(errors='replace').strip()[-600:]}")


def can(command, option):
    """Whether a command of the program knows an option."""
    said = subprocess.run([BINARY, command, "--help"], capture_output=True, text=True)
    return option in said.stdout.split()


def version():
    return subprocess.run([BINARY, "--version"], capture_output=True, text=True).stdout.strip()
