"""On what was measured: figures mean little without it."""
import os
import pathlib
import platform
import subprocess


def description():
    """One paragraph of text."""
    cpu = next(
        (line.split(":", 1)[1].strip() for line in read("/proc/cpuinfo").splitlines() if line.startswith("model name")),
        platform.machine())
    memory = next((int(line.split()[1]) for line in read("/proc/meminfo").splitlines() if line.startswith("MemTotal")), 0)
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"{cpu}, {os.cpu_count()} cores, {memory / 1e6:.0f} GB, {platform.system()} {platform.release()}; "
        f"load before: {load}; nice {os.nice(0)}")


def commit(project):
    """The commit that is checked out, with a + when files differ from it."""
    def git(*words):
        return subprocess.run(["git", "-C", project, *words], capture_output=True, text=True).stdout.strip()

    return git("rev-parse", "--short", "HEAD") + ("+" if git("status", "--porcelain") else "")


def read(path):
    try:
        return pathlib.Path(path).read_text()
    except OSError:
        return ""
