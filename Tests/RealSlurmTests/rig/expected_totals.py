#!/usr/bin/python3
"""What the rollups must say, worked out from raw sacct output by other means than the program under test.

Input: files (or standard input) of `sacct -a -D -P` with a header and SLURM_TIME_FORMAT=%s, job rows and step rows;
needed columns: JobIDRaw User State ElapsedRaw AllocCPUS NNodes ReqMem AllocTRES Submit Start End MaxRSS AveRSS.
Several files may overlap: an attempt is known by JobIDRaw and Submit and counts once.

Output: JSON. "days" and "months" map a UTC day (YYYY-MM-DD) or month (YYYY-MM) to user to totals:
  jobs, gpu_jobs, failed_jobs                                      counts
  elapsed_seconds, core_seconds, gpu_elapsed_seconds, gpu_seconds  seconds; core seconds are CPUs x elapsed
  requested_memory_bytes, average_rss_bytes, max_rss_bytes         bytes, where 1K is 1000
"states" counts the attempts that ended by state, and "not_ended" those that have not, so that a test can see
that every kind of end occurred.

Whole numbers and exact decimals only: nothing here rounds.
"""
import argparse
import json
import re
import sys
from datetime import datetime, timezone
from decimal import Decimal

ENDED = {"BOOT_FAIL", "CANCELLED", "COMPLETED", "DEADLINE", "FAILED", "NODE_FAIL", "OUT_OF_MEMORY", "PREEMPTED",
         "TIMEOUT", "REQUEUED", "RESIZING"}
NOT_ENDED = {"PENDING", "RUNNING", "SUSPENDED"}
NOT_OURS = {"REVOKED"}
FAILURES = {"FAILED", "NODE_FAIL", "OUT_OF_MEMORY", "PREEMPTED", "TIMEOUT"}
BYTES = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12, "P": 10**15}
COLUMNS = ("JobIDRaw User State ElapsedRaw AllocCPUS NNodes ReqMem AllocTRES Submit Start End MaxRSS AveRSS").split()
TOTALS = ("jobs gpu_jobs failed_jobs elapsed_seconds core_seconds gpu_elapsed_seconds gpu_seconds "
          "requested_memory_bytes average_rss_bytes max_rss_bytes").split()
LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")


class BadInput(Exception):
    pass


def whole(number, what):
    if number != number.to_integral_value():
        raise BadInput(f"{what} is no whole number: {number}")
    return int(number)


def size(text):
    """Bytes of `210552K`, `62.50G`, `4096`; nothing is 0."""
    if text in ("", "?"):
        return 0
    match = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)([KMGTP]?)", text)
    if not match:
        raise BadInput(f"memory size {text!r}")
    return whole(Decimal(match[1]) * BYTES[match[2]], text)


def requested_memory(text, cpus, nodes, bare):
    """ReqMem of the whole job. A trailing c is per CPU, n per node; without either `bare` says what is meant."""
    match = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)([KMGTP]?)([cn]?)", text)
    if not match:
        if text in ("", "?") or re.fullmatch(r"[0-9]*\?[cn]?", text):
            return 0
        raise BadInput(f"ReqMem {text!r}")
    amount, unit, per = Decimal(match[1]), match[2], match[3]
    # Slurm once left its per-CPU flag in the number itself: 2^31 MB.
    if unit == "M" and amount >= 2**31:
        amount -= 2**31
    times = {"c": cpus, "n": nodes}.get(per, nodes if bare == "node" else 1)
    return whole(amount * BYTES[unit] * times, text)


def gpus(allocated):
    untyped = typed = 0
    for item in filter(None, allocated.split(",")):
        name, _, value = item.partition("=")
        if name == "gres/gpu":
            untyped += int(value)
        elif name.startswith("gres/gpu:"):
            typed += int(value)
    return untyped if untyped >= typed else untyped + typed


def user_name(raw):
    name = raw.split("@", 1)[0].translate(LOWER)
    if name == "":
        return "(unknown)"
    return "uid:" + name if re.fullmatch(r"[0-9]+", name) else name


def rows(lines):
    header = None
    for number, line in enumerate(lines, 1):
        line = line.rstrip("\n")
        fields = line.split("|")
        if header is None:
            header = fields
            missing = [name for name in COLUMNS if name not in header]
            if missing:
                raise BadInput(f"the header lacks {' '.join(missing)}")
        elif len(fields) != len(header):
            raise BadInput(f"line {number} has {len(fields)} fields instead of {len(header)}: {line}")
        else:
            yield dict(zip(header, fields))


def attempts(lines):
    """Job rows, each with the largest MaxRSS and AveRSS of the step rows that follow it."""
    current = None
    for row in rows(lines):
        job, dot, _ = row["JobIDRaw"].partition(".")
        if dot:
            if current is None or current["JobIDRaw"] != job:
                raise BadInput(f"step {row['JobIDRaw']} does not follow its job")
            steps_of = current
        else:
            if current is not None:
                yield current
            current = steps_of = row
            row["max_rss"] = row["average_rss"] = 0
        steps_of["max_rss"] = max(steps_of["max_rss"], size(row["MaxRSS"]))
        steps_of["average_rss"] = max(steps_of["average_rss"], size(row["AveRSS"]))
    if current is not None:
        yield current


def contribution(row, state, bare):
    elapsed, cpus, nodes = int(row["ElapsedRaw"]), int(row["AllocCPUS"]), int(row["NNodes"])
    count = gpus(row["AllocTRES"])
    return {
        "jobs": 1,
        "gpu_jobs": 1 if count else 0,
        "failed_jobs": 1 if state in FAILURES else 0,
        "elapsed_seconds": elapsed,
        "core_seconds": cpus * elapsed,
        "gpu_elapsed_seconds": elapsed if count else 0,
        "gpu_seconds": count * elapsed,
        "requested_memory_bytes": requested_memory(row["ReqMem"], cpus, nodes, bare),
        "average_rss_bytes": row["average_rss"],
        "max_rss_bytes": row["max_rss"],
    }


def add(table, key, user, values):
    totals = table.setdefault(key, {}).setdefault(user, dict.fromkeys(TOTALS, 0))
    for name, value in values.items():
        totals[name] += value


def summarize(sources, low, high, bare):
    days, months, states = {}, {}, {}
    counted, not_ended = {}, set()
    for lines in sources:
        for row in attempts(lines):
            identity = (row["JobIDRaw"], row["Submit"])
            state = row["State"].split(" ", 1)[0]
            if state in NOT_OURS:
                continue
            if state in NOT_ENDED or not row["End"].isdigit():
                not_ended.add(identity)
                continue
            if state not in ENDED:
                state = "other"
            end = int(row["End"])
            if not low <= end < high:
                continue
            values = contribution(row, state, bare)
            if identity in counted:
                if counted[identity] != (end, values):
                    raise BadInput(f"two different rows for job {identity[0]} submitted at {identity[1]}")
                continue
            counted[identity] = (end, values)
            when = datetime.fromtimestamp(end, timezone.utc)
            user = user_name(row["User"])
            add(days, when.strftime("%Y-%m-%d"), user, values)
            add(months, when.strftime("%Y-%m"), user, values)
            states[state] = states.get(state, 0) + 1
    return {"days": days, "months": months, "states": states, "attempts": len(counted), "not_ended": len(not_ended)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--from", dest="low", type=int, default=0, help="epoch seconds; jobs that ended before do not count")
    parser.add_argument("--to", dest="high", type=int, default=2**62, help="epoch seconds; jobs that ended then or later do not count")
    parser.add_argument("--bare-memory", choices=("job", "node"), default="job",
                        help="what ReqMem without a suffix is of: the job (Slurm 21.08 and newer) or each node")
    parser.add_argument("files", nargs="*", metavar="FILE")
    options = parser.parse_args()
    names = options.files or ["-"]
    sources = [sys.stdin if name == "-" else open(name, encoding="utf-8", errors="surrogateescape") for name in names]
    try:
        summary = summarize(sources, options.low, options.high, options.bare_memory)
    except (BadInput, ValueError) as error:
        sys.exit(f"expected_totals: {error}")
    json.dump(summary, sys.stdout, indent=1, sort_keys=True)
    print()


if __name__ == "__main__":
    main()
