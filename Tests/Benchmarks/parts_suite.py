"""The parts of the hot path by themselves: the micro-benchmarks of the package beside this file."""
import os
import pathlib
import subprocess

from measuring import MeasurementFailed

PACKAGE = pathlib.Path(__file__).with_name("Micro")


def measure(bench):
    bench.say("building the micro-benchmarks")
    run(["swift", "build", "-c", "release", "--package-path", PACKAGE])
    bench.say("running the micro-benchmarks")
    table = run([
        "swift", "package", "--package-path", PACKAGE, "benchmark", "--no-progress", "--format", "markdown"])
    bench.report.sections.append(f"## Parts\n\n{table}")


def run(command):
    done = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, stdin=subprocess.DEVNULL, env=os.environ)
    if done.returncode:
        raise MeasurementFailed(f"{' '.join(map(str, command[:3]))} … failed: {(done.stdout + done.stderr).strip()[-600:]}")
    return done.stdout.strip()
