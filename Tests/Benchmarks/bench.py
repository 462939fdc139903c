"""What every suite of the benchmark is given: sizes, a place for data, the other programs, and the report."""
import dataclasses
import pathlib
import sys
import time

from report import Report


@dataclasses.dataclass
class Bench:
    """One run of the benchmark.

    scale divides the sizes of the data; others holds the programs that were found, by name, or None. Data roots stay until
    the whole run ends: ext4 looks through the inodes that were deleted in the last minutes whenever a file is made, so that
    thousands of files removed by one measurement slow the next one down. Files of rows are few, and are removed at once.
    """

    directory: pathlib.Path
    rounds: int
    quick: bool
    scale: int
    others: dict
    report: Report = dataclasses.field(default_factory=Report)

    def size(self, full, quick=None):
        """A number of rows: quick has its own or the same, and scale divides both."""
        chosen = quick if self.quick and quick is not None else full
        return max(100, chosen // self.scale)

    def place(self, name):
        """An empty directory for a suite's data."""
        path = self.directory / name
        path.mkdir(parents=True)
        return path

    def say(self, words):
        """Progress, on standard error: the report alone goes to standard output."""
        print(f"{time.strftime('%H:%M:%S')} {words}", file=sys.stderr, flush=True)
