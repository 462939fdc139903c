"""Ten totals of each user from job rows by DuckDB: one query over the file, its columns declared.

  totals_duckdb.py FILE     each job row once is taken for granted; nothing is stored
"""
import sys
import time

import duckdb

COLUMNS = (
    "JobID JobIDRaw User Account Partition QOS State ElapsedRaw AllocCPUS NNodes ReqMem TimelimitRaw AllocTRES"
    " ConsumedEnergyRaw MaxRSS AveRSS TotalCPU Submit Eligible Start End"
).split()
NUMBERS = {"ElapsedRaw", "AllocCPUS"}


def size(column):
    """Bytes of `62.50G`; nothing is 0."""
    return f"""sum(try_cast(rtrim({column}, 'KMGT') as double) * case right({column}, 1)
        when 'K' then 1e3 when 'M' then 1e6 when 'G' then 1e9 when 'T' then 1e12 else 1 end)"""


def query():
    types = ", ".join(f"'{name}': '{'BIGINT' if name in NUMBERS else 'VARCHAR'}'" for name in COLUMNS)
    return f"""
        select coalesce("User", '(unknown)'), count(*), count(gpus),
            count(*) filter ("State" in ('FAILED', 'NODE_FAIL', 'OUT_OF_MEMORY', 'PREEMPTED', 'TIMEOUT')),
            sum(ElapsedRaw), sum(ElapsedRaw * AllocCPUS), sum(ElapsedRaw) filter (gpus is not null), sum(ElapsedRaw * gpus),
            {size("ReqMem")}, {size("AveRSS")}, {size("MaxRSS")}
        from (
            select *, case when contains(AllocTRES, 'gres/gpu=')
                then cast(regexp_extract(AllocTRES, 'gres/gpu=([0-9]+)', 1) as bigint) end as gpus
            from read_csv(?, delim = '|', header = true, quote = '', escape = '', auto_detect = false, columns = {{{types}}})
            where "End" not in ('Unknown', 'None'))
        group by 1
    """


begun = time.monotonic()
rows = duckdb.execute(query(), [sys.argv[1]]).fetchall()
print(f"the query alone: {time.monotonic() - begun:.3f} s", file=sys.stderr)
for row in rows:
    print(row[0], *(round(value or 0) for value in row[1:]), sep="\t")
