"""What is to be reached: every row of the table, in its order."""
import dataclasses


@dataclasses.dataclass(frozen=True)
class Goal:
    """A figure and its bound.

    unit is ×, ms, s, MB, % or bytes; the figure is met when it is at most limit.
    """

    key: str
    suite: str
    work: str
    against: str
    limit: float
    unit: str = "×"

    @property
    def words(self):
        return f"≤ {self.limit:g} {self.unit}"


GOALS = [
    Goal("generate", "ingest", "generate: job rows of a month", "–", 2, "s"),
    Goal("ingest-polars", "ingest", "ingest of job rows: store, exact dedupe, rollups, sync", "polars, ten totals", 0.6),
    Goal("ingest-duckdb", "ingest", "the same", "DuckDB, ten totals", 0.5),
    Goal("ingest-mawk", "ingest", "the same", "mawk, ten totals, each JobIDRaw and Submit once", 0.2),
    Goal("ingest-mawk-short", "ingest", "the same", "mawk, ten totals, !seen[$1]++: requeued jobs count once", 0.2),
    Goal("unpublished-polars", "ingest", "the same, boards left to the next poll", "polars, ten totals", 0.6),
    Goal("unpublished-duckdb", "ingest", "the same, boards left to the next poll", "DuckDB, ten totals", 0.5),
    Goal("unpublished-mawk", "ingest", "the same, boards left to the next poll", "mawk, each JobIDRaw and Submit once", 0.2),
    Goal("unpublished-mawk-short", "ingest", "the same, boards left to the next poll", "mawk, !seen[$1]++", 0.2),
    Goal("steps-mawk", "steps", "ingest with steps folded", "mawk, step-aware", 0.25),
    Goal("steps-unpublished", "steps", "the same, boards left to the next poll", "mawk, step-aware", 0.25),
    Goal("again", "ingest", "ingest again, all seen", "the first ingest", 1.0),
    Goal("scan", "ingest", "scan and parse alone", "wc -l", 8),
    Goal("memory-months", "memory", "peak memory of ingest, ten months", "–", 64, "MB"),
    Goal("memory-months-flat", "memory", "peak memory of ingest, ten months", "a tenth of the rows, one month", 1.1),
    Goal("memory-month", "memory", "peak memory of ingest, one large month", "–", 64, "MB"),
    Goal("memory-month-flat", "memory", "peak memory of ingest, one large month", "a tenth of the rows", 1.1),
    Goal("poll-wall", "poll", "poll of a month from real sacct", "the same calls of sacct > /dev/null", 1.02),
    Goal("poll-cpu", "poll", "our CPU in that poll", "wall of sacct > /dev/null", 3, "%"),
    Goal("backfill-wall", "poll", "the same by backfill, boards once at its end", "the same calls of sacct > /dev/null", 1.02),
    Goal("backfill-cpu", "poll", "our CPU in that backfill", "wall of sacct > /dev/null", 3, "%"),
    Goal("tick-cpu", "poll", "a steady tick in that month, our CPU", "–", 60, "ms"),
    Goal("tick-memory", "poll", "a steady tick in that month, peak memory", "–", 40, "MB"),
    Goal("ingest-tick-cpu", "tick", "a steady tick by ingest, boards included, CPU", "–", 60, "ms"),
    Goal("ingest-tick-memory", "tick", "a steady tick by ingest, peak memory", "–", 40, "MB"),
    Goal("boards", "boards", "boards rebuilt", "cat of the rollups", 10),
    Goal("frame", "interface", "interface to first frame", "htop in the same tmux", 1.0),
    Goal("frame-memory", "interface", "interface, peak memory", "–", 40, "MB"),
    Goal("key-sort", "interface", "key to frame, 99th percentile: sort", "–", 8, "ms"),
    Goal("key-filter", "interface", "key to frame, 99th percentile: filter", "–", 8, "ms"),
    Goal("key-window", "interface", "key to frame, 99th percentile: window", "–", 8, "ms"),
    Goal("key-metric", "interface", "key to frame, 99th percentile: metric", "–", 8, "ms"),
    Goal("key-cluster", "interface", "key to frame, 99th percentile: cluster", "–", 8, "ms"),
    Goal("idle-cpu", "interface", "an idle refresh, CPU", "–", 1, "ms"),
    Goal("idle-bytes", "interface", "an idle refresh, bytes to the terminal", "–", 0, "bytes"),
    Goal("disk", "disk", "disk after twelve months", "1 GB", 0.25),
]


def named(key):
    return next(goal for goal in GOALS if goal.key == key)
