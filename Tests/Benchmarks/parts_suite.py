"""The parts of the hot path by themselves: the micro-benchmarks of the package beside this file."""
import os
import pathlib
import re
import subprocess

from measuring import MeasurementFailed

PACKAGE = pathlib.Path(__file__).with_name("Micro")


def measure(bench):
    bench.say("building the micro-benchmarks")
    run(["swift", "build", "-c", "release", "--package-path", PACKAGE])
    bench.say("running the micro-benchmarks")
    said = run([
        "swift", "package", "--package-path", PACKAGE, "benchmark", "--no-progress", "--format", "markdown"])
    bench.report.sections.append(table(said))


def table(said):
    """One line for each benchmark, where the package prints a table for each."""
    lines = ["## Parts", "", "| part | least | median | 99th percentile | runs |", "|---|---|---|---|---|"]
    part = None
    for line in said.splitlines():
        if line.startswith("### "):
            part = line[4:]
        elif (found := re.match(r"\| Time \(wall clock\) \((\S+)\)", line)) and part:
            least, _, median, _, _, high, _, count = (cell.strip() for cell in line.split("|")[2:10])
            unit = found[1]
            lines.append(f"| {part} | {least} {unit} | {median} {unit} | {high} {unit} | {count} |")
            part = None
    if len(lines) == 4:
        raise MeasurementFailed(f"the micro-benchmarks printed no figures: {said[-600:]}")
    return "\n".join(lines)


def run(command):
    done = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, stdin=subprocess.DEVNULL, env=os.environ)
    if done.returncode:
        raise MeasurementFailed(f"{' '.join(map(str, command[:3]))} … failed: {(done.stdout + done.stderr).strip()[-600:]}")
    return done.stdout.strip()
