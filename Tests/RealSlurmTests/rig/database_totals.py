#!/usr/bin/python3
"""What the rollups must say, worked out from the accounting tables themselves: neither sacct nor the program under
test has a hand in it.

Input: three tab-separated files without headers.
  --jobs   job_db_inx, user, state, tres_alloc, tres_req, time_start, time_end, time_suspended, nodes_alloc
  --steps  job_db_inx, tres_usage_in_max, tres_usage_in_ave
  --tres   id, name (`gres/gpu`, `gres/gpu:a100`, …)
Output: JSON as expected_totals.py prints it.

Tables hold exact numbers, where sacct prints sizes with units, and the program takes 1K as 1000 bytes. So sizes are
brought into the text that sacct would print (`convert_num_unit` of Slurm 22.05) and read as that.
"""
import argparse
import json
import sys
from datetime import datetime, timezone

from expected_totals import FAILURES, add, size, user_name

STATES = {3: "COMPLETED", 4: "CANCELLED", 5: "FAILED", 6: "TIMEOUT", 7: "NODE_FAIL", 8: "PREEMPTED", 9: "BOOT_FAIL",
          10: "DEADLINE", 11: "OUT_OF_MEMORY", 0x400: "REQUEUED", 0x2000: "RESIZING"}
NOT_ENDED = {0, 1, 2}
CPU, MEMORY = "1", "2"
NULL = "NULL"


def printed(number, unit):
    """How sacct prints a size: in the largest unit that loses nothing, halves allowed."""
    units = "\0KMGTP"
    place = units.index(unit) if unit else 0
    value = float(number)
    while value >= 1024 and int(value) % 512 == 0:
        value /= 1024
        place += 1
    text = str(int(value)) if int(value) == value else f"{value:.2f}"
    return text + (units[place] if place else "")


def resources(text):
    return dict(item.split("=", 1) for item in text.split(",") if item) if text != NULL else {}


def gpus(allocated, tres):
    untyped = sum(int(value) for key, value in allocated.items() if tres.get(key) == "gres/gpu")
    typed = sum(int(value) for key, value in allocated.items() if tres.get(key, "").startswith("gres/gpu:"))
    return untyped if untyped >= typed else untyped + typed


def lines(path):
    with open(path, encoding="utf-8", errors="surrogateescape") as file:
        for line in file:
            yield line.rstrip("\n").split("\t")


def summarize(options):
    tres = dict(lines(options.tres))
    largest = {}
    for index, maximum, average in lines(options.steps):
        entry = largest.setdefault(index, [0, 0])
        for place, usage in enumerate((maximum, average)):
            entry[place] = max(entry[place], size(printed(int(resources(usage).get(MEMORY, 0)), "")))
    days, months, states = {}, {}, {}
    counted = not_ended = 0
    for index, user, state, allocated, requested, start, end, suspended, _ in lines(options.jobs):
        state, start, end = int(state), int(start), int(end)
        base = state if state in STATES else state & 0xFF
        if base in NOT_ENDED or end == 0:
            not_ended += 1
            continue
        word = STATES[base]
        allocated = resources(allocated)
        elapsed = max(0, end - start - int(suspended)) if start and start <= end else 0
        count = gpus(allocated, tres)
        maximum, average = largest.get(index, (0, 0))
        values = {
            "jobs": 1,
            "gpu_jobs": 1 if count else 0,
            "failed_jobs": 1 if word in FAILURES else 0,
            "elapsed_seconds": elapsed,
            "core_seconds": int(allocated.get(CPU, 0)) * elapsed,
            "gpu_elapsed_seconds": elapsed if count else 0,
            "gpu_seconds": count * elapsed,
            "requested_memory_bytes": size(printed(int(resources(requested).get(MEMORY, 0)), "M")),
            "average_rss_bytes": average,
            "max_rss_bytes": maximum,
        }
        counted += 1
        when = datetime.fromtimestamp(end, timezone.utc)
        add(days, when.strftime("%Y-%m-%d"), user_name(user), values)
        add(months, when.strftime("%Y-%m"), user_name(user), values)
        states[word] = states.get(word, 0) + 1
    return {"days": days, "months": months, "states": states, "attempts": counted, "not_ended": not_ended}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("jobs", "steps", "tres"):
        parser.add_argument("--" + name, required=True)
    json.dump(summarize(parser.parse_args()), sys.stdout, sort_keys=True)
    print()


if __name__ == "__main__":
    main()
