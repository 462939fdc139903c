"""What the benchmark compares with: installed where that is possible, outside of the project."""
import os
import pathlib
import shutil
import subprocess
import sys

PACKAGES = {"mawk": "mawk", "hyperfine": "hyperfine", "htop": "htop", "tmux": "tmux"}


def environment_directory():
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache")
    return cache / "slurm-scoreboard-benchmarks/venv"


def other_programs(say):
    """The versions of the other programs by name; None for those that cannot be had. `python` is the path of theirs."""
    lacking = [package for name, package in PACKAGES.items() if not shutil.which(name)]
    if lacking and os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"installing {' '.join(lacking)}")
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.call(["apt-get", "update", "-q"], **quiet)
        for package in lacking:
            subprocess.call(["apt-get", "install", "-q", "-y", "--no-install-recommends", package], **quiet)
    found = {name: shutil.which(name) and first_line([name, version_flag(name)]) for name in PACKAGES}
    python = libraries(say)
    found["python"] = python
    for name in ("polars", "duckdb"):
        found[name] = python and first_line([python, "-c", f"import {name}; print({name}.__version__)"]) or None
    return found


def version_flag(name):
    return {"mawk": "-Wversion", "tmux": "-V"}.get(name, "--version")


def libraries(say):
    """A Python that has polars and DuckDB, in an environment of its own that later runs find again."""
    directory = environment_directory()
    python = directory / "bin/python"
    works = [str(python), "-c", "import duckdb, polars"]
    if python.exists() and subprocess.call(works, stderr=subprocess.DEVNULL) == 0:
        return str(python)
    say(f"installing duckdb and polars in {directory}")
    try:
        subprocess.run([sys.executable, "-m", "venv", "--clear", directory], check=True, capture_output=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "duckdb", "polars"], check=True, capture_output=True)
        subprocess.run(works, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        say(f"duckdb and polars cannot be installed: {getattr(error, 'stderr', b'') or error}")
        return None
    return str(python)


def first_line(command):
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    text = (done.stdout or done.stderr).strip()
    return text.splitlines()[0] if text else None
