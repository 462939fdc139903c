"""Running programs and taking their wall time, CPU time and peak memory."""
import dataclasses
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

WATCHED = pathlib.Path(__file__).with_name("watched.py")


class MeasurementFailed(Exception):
    """A program failed, or two programs disagree: the figures would mean nothing."""


@dataclasses.dataclass(frozen=True)
class Run:
    """What one run of a program took: seconds, seconds, bytes; and what it said."""

    wall: float
    cpu: float
    peak: int
    output: str = ""
    errors: str = ""


class Runs(list):
    """The runs of one program. Their figures are medians."""

    @property
    def wall(self):
        return statistics.median(run.wall for run in self)

    @property
    def cpu(self):
        return statistics.median(run.cpu for run in self)

    @property
    def peak(self):
        return statistics.median(run.peak for run in self)

    @property
    def spread(self):
        """How far the slowest and the fastest run lie apart, as a share of the median."""
        walls = [run.wall for run in self]
        return (max(walls) - min(walls)) / self.wall


def measured(command, environment=None, stdin=None, stdout=None):
    """One run.

    stdin and stdout are paths; what the program prints is kept when stdout is None.
    """
    command = [str(word) for word in command]
    reading, writing = os.pipe()
    with tempfile.TemporaryFile() as errors, tempfile.TemporaryFile() as kept, open(stdin or os.devnull, "rb") as source:
        sink = open(stdout, "wb") if stdout else kept
        try:
            status = subprocess.call(
                [sys.executable, "-I", "-S", WATCHED, str(writing)] + command,
                stdin=source, stdout=sink, stderr=errors, pass_fds=[writing],
                env={**os.environ, **(environment or {})})
        finally:
            os.close(writing)
            if stdout:
                sink.close()
        with os.fdopen(reading) as report:
            text = report.read()
        errors.seek(0)
        said = errors.read().decode(errors="replace")
        kept.seek(0)
        output = kept.read().decode(errors="replace")
    if status or not text:
        raise MeasurementFailed(f"{command[0]} could not be watched: {said}")
    line, _, problem = text.partition("\n")
    wall, cpu, peak, code = line.split()
    if code != "0":
        raise MeasurementFailed(f"{' '.join(command[:3])} … ended with {code}: {(problem or said).strip()[-600:]}")
    return Run(float(wall), float(cpu), int(peak), output, said)


def interleaved(contenders, rounds, say=lambda words: None):
    """Runs all contenders in turn, so that a busy moment hits them all.

    contenders maps a name to a function that makes one run. Each round begins with another one, the first with the first.
    What one leaves to be written to the disk is written before the next begins: whoever syncs would have to wait for it.
    """
    names = list(contenders)
    runs = {name: Runs() for name in names}
    for number in range(rounds):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            os.sync()
            runs[name].append(contenders[name]())
        say(f"round {number + 1} of {rounds}: " + ", ".join(f"{name} {runs[name][-1].wall:.2f} s" for name in names))
    return runs
