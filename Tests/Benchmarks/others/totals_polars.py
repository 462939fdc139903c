"""Ten totals of each user from job rows by polars: a lazy scan that reads the columns it needs, streamed.

  totals_polars.py FILE     each job row once is taken for granted; nothing is stored
"""
import sys
import time

import polars as pl

FAILURES = ["FAILED", "NODE_FAIL", "OUT_OF_MEMORY", "PREEMPTED", "TIMEOUT"]
FACTORS = {"K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}


def size(column):
    """Bytes of `62.50G`; nothing is 0."""
    unit = pl.col(column).str.slice(-1).replace_strict(FACTORS, default=1, return_dtype=pl.Int64)
    number = pl.col(column).str.strip_chars_end("KMGT").cast(pl.Float64)
    return (number * unit).sum()


def totals(path):
    columns = {"ElapsedRaw": pl.Int64, "AllocCPUS": pl.Int64, "MaxRSS": pl.String, "AveRSS": pl.String, "End": pl.String}
    rows = pl.scan_csv(path, separator="|", quote_char=None, infer_schema_length=0, schema_overrides=columns)
    gpus = pl.col("AllocTRES").str.extract(r"gres/gpu=(\d+)").cast(pl.Int64)
    elapsed = pl.col("ElapsedRaw")
    return (
        rows.filter(~pl.col("End").is_in(["Unknown", "None"]))
        .with_columns(gpus=gpus)
        .group_by(pl.col("User").fill_null("(unknown)"))
        .agg(
            jobs=pl.len(),
            gpu_jobs=pl.col("gpus").count(),
            failed_jobs=pl.col("State").is_in(FAILURES).sum(),
            elapsed=elapsed.sum(),
            core=(elapsed * pl.col("AllocCPUS")).sum(),
            gpu_elapsed=elapsed.filter(pl.col("gpus").is_not_null()).sum(),
            gpu=(elapsed * pl.col("gpus")).sum(),
            request=size("ReqMem"),
            average=size("AveRSS"),
            largest=size("MaxRSS"),
        )
        .collect(engine="streaming")
    )


begun = time.monotonic()
found = totals(sys.argv[1])
print(f"the query alone: {time.monotonic() - begun:.3f} s", file=sys.stderr)
for row in found.iter_rows():
    print(row[0], *(round(value) for value in row[1:]), sep="\t")
