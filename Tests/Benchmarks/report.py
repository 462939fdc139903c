"""Collecting what was measured, and printing it as one table."""
import dataclasses

import goals


@dataclasses.dataclass
class Finding:
    """One figure that was measured, or why it was not."""

    ours: str = ""
    theirs: str = ""
    figure: float = None
    wall: str = ""
    cpu: str = ""
    peak: str = ""
    work: str = ""
    missing: str = ""


def seconds(value):
    return f"{value * 1000:.0f} ms" if value < 0.1 else f"{value:.2f} s"


def megabytes(value):
    return f"{value / 1e6:.0f} MB"


class Report:
    """The findings by the key of their goal."""

    def __init__(self):
        self.findings = {}
        self.notes = []
        self.sections = []
        self.failures = []

    def compare(self, key, ours, theirs, work=""):
        """The ratio of two medians of wall time."""
        self.findings[key] = Finding(
            seconds(ours.wall), seconds(theirs.wall), ours.wall / theirs.wall,
            f"{ours.wall:.3f} / {theirs.wall:.3f}", f"{ours.cpu:.3f} / {theirs.cpu:.3f}",
            f"{ours.peak / 1e6:.0f} / {theirs.peak / 1e6:.0f}", work)

    def figure(self, key, value, ours="", theirs="", work="", run=None):
        """A figure in the goal's own unit; with the run or runs that it comes from, if there are any."""
        goal = goals.named(key)
        finding = Finding(ours or f"{value:.3g} {goal.unit}", theirs, value, work=work)
        if run is not None:
            finding.wall, finding.cpu, finding.peak = f"{run.wall:.3f}", f"{run.cpu:.3f}", f"{run.peak / 1e6:.0f}"
        self.findings[key] = finding

    def missing(self, suite, why):
        """Says of every goal of a suite that has no figure yet why it has none."""
        for goal in goals.GOALS:
            if goal.suite == suite and goal.key not in self.findings:
                self.findings[goal.key] = Finding(missing=why)

    def keys(self, suite):
        """The goals of a suite."""
        return [goal.key for goal in goals.GOALS if goal.suite == suite]

    def missing_keys(self, keys, why, unless=False):
        """Says of these goals why they have no figure, unless they have one."""
        for key in keys if not unless else []:
            self.findings.setdefault(key, Finding(missing=why))

    def note(self, words):
        """A line for below the table."""
        self.notes.append(words)

    def table(self, suites):
        """The goals of these suites."""
        lines = [
            "| work | ours | against | theirs | ratio or figure | goal | met | wall s | CPU s | peak MB |",
            "|---|---|---|---|---|---|---|---|---|---|",
        ]
        for goal in goals.GOALS:
            if goal.suite not in suites:
                continue
            found = self.findings[goal.key]
            work = found.work or goal.work
            if found.figure is None:
                lines.append(f"| {work} | – | {goal.against} | – | not measured: {found.missing} | {goal.words} | ? | | | |")
                continue
            figure = f"{found.figure:.3g}" if found.figure < 1000 else f"{found.figure:.0f}"
            met = "yes" if found.figure <= goal.limit else "**no**"
            lines.append(
                f"| {work} | {found.ours} | {goal.against} | {found.theirs or '–'} | {figure} {goal.unit} | {goal.words} "
                f"| {met} | {found.wall} | {found.cpu} | {found.peak} |")
        return "\n".join(lines)

    def verdict(self):
        """How many goals are met, of those that were measured."""
        figures = [(self.findings[goal.key].figure, goal.limit) for goal in goals.GOALS if goal.key in self.findings]
        figures = [(figure, limit) for figure, limit in figures if figure is not None]
        met = sum(figure <= limit for figure, limit in figures)
        missing = sum(found.figure is None for found in self.findings.values())
        return f"{met} of {len(figures)} measured goals are met; {missing} could not be measured."
