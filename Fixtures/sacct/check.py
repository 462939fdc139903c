#!/usr/bin/env python3
"""Checks the golden fixtures with a second, independent reading of the rules.

For each case it works out the totals from rows.txt, and separately adds up the per-row figures that notes.md gives by
hand; both must equal expected.json. Plain and slow on purpose; knows nothing of the program's code.

Usage: check.py [CASE...]               exit status 0 when everything agrees, 1 when not
       check.py --totals SLURM FILE    the figures of any saved rows, in the form of expected.json
"""
import calendar
import json
import pathlib
import re
import sys
import time
from collections import Counter, defaultdict
from fractions import Fraction

HERE = pathlib.Path(__file__).parent
KEYS = ["jobs", "gpu_jobs", "failed_jobs", "elapsed_seconds", "core_seconds", "gpu_elapsed_seconds", "gpu_seconds",
        "req_mem_bytes", "avg_mem_bytes", "max_mem_bytes"]
KNOWN_ENDED = set("BOOT_FAIL CANCELLED COMPLETED DEADLINE FAILED NODE_FAIL OUT_OF_MEMORY PREEMPTED TIMEOUT "
                  "REQUEUED RESIZING".split())
NOT_ENDED = {"PENDING", "RUNNING", "SUSPENDED"}
FAILURES = {"FAILED", "NODE_FAIL", "OUT_OF_MEMORY", "PREEMPTED", "TIMEOUT"}
POWER = {"K": 3, "M": 6, "G": 9, "T": 12, "P": 15}


class Defect(Exception):
    pass


def integer(text, limit):
    if not re.fullmatch(r"[0-9]+", text):
        raise Defect("badNumber")
    if int(text) > limit:
        raise Defect("overflow")
    return int(text)


def moment(text):
    """Seconds since 1970, or None for Unknown, None and nothing."""
    if text in ("", "Unknown", "None"):
        return None
    if re.fullmatch(r"[0-9]+", text):
        return int(text)
    try:
        return calendar.timegm(time.strptime(text, "%Y-%m-%dT%H:%M:%S"))
    except ValueError:
        raise Defect("badTime")


def bytes_of(text, unitless_power):
    match = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)([KMGTP]?)", text)
    if not match:
        raise Defect("badMemory")
    return Fraction(match[1]) * 10 ** (POWER[match[2]] if match[2] else unitless_power)


def requested(text, cpus, nodes, per_node_when_bare):
    if text in ("", "?", "16?"):
        return 0
    suffix = text[-1] if text[-1] in "cn" else ""
    size = bytes_of(text[:-1] if suffix else text, 6)
    if size >= 2 ** 31 * 10 ** 6:
        size -= 2 ** 31 * 10 ** 6
    size *= cpus if suffix == "c" else nodes if suffix == "n" or per_node_when_bare else 1
    if size > 10 ** 16:
        raise Defect("overflow")
    return int(size)


def gpus(tres):
    untyped = typed = 0
    for part in filter(None, tres.split(",")):
        name, _, value = part.partition("=")
        if name != "gres/gpu" and not name.startswith("gres/gpu:"):
            continue
        if not value.isdigit():
            raise Defect("badTRES")
        if name == "gres/gpu":
            untyped += int(value)
        else:
            typed += int(value)
    return untyped if untyped >= typed else untyped + typed


def user_name(text):
    name = text.split("@")[0].lower()
    return "(unknown)" if not name else f"uid:{name}" if name.isdigit() else name


def read(line, columns, per_node):
    """A row as a dict; raises Defect."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        raise Defect("invalidUTF8")
    if text.endswith("\r"):
        raise Defect("carriageReturn")
    fields = text.split("|")
    if len(fields) != len(columns):
        raise Defect("fieldCount")
    row = dict(zip(columns, fields))
    match = re.fullmatch(r"([0-9]+)(\..+)?", row["JobIDRaw"])
    if not match:
        raise Defect("badJobID")
    if not row["State"]:
        raise Defect("emptyState")
    state = row["State"].split()[0]
    if state.endswith("+"):
        raise Defect("truncatedState")
    cpus = integer(row["AllocCPUS"], 2 ** 24)
    nodes = integer(row["NNodes"], 2 ** 24)
    submit, start, end = moment(row["Submit"]), moment(row["Start"]), moment(row["End"])
    job = {"id": int(match[1]), "step": match[2], "state": state, "elapsed": integer(row["ElapsedRaw"], 2 ** 31),
           "cpus": cpus, "submit": submit, "end": end, "user": user_name(row["User"]),
           "max": int(bytes_of(row["MaxRSS"] or "0", 0)), "avg": int(bytes_of(row["AveRSS"] or "0", 0)),
           "gpus": gpus(row["AllocTRES"])}
    if job["step"]:
        return job
    job["req"] = requested(row["ReqMem"], cpus, nodes, per_node)
    if state in KNOWN_ENDED and end is None:
        raise Defect("missingEnd")
    if start is not None and end is not None and end < start:
        raise Defect("endBeforeStart")
    return job


def totals(rows, slurm):
    lines = rows.read_bytes().split(b"\n")
    assert lines.pop() == b"", "the last row ends with a newline"
    columns = lines[0].decode().split("|")
    year, month = slurm.split(".")
    per_node = (int(year), int(month)) < (21, 8)
    defects, skipped, jobs, orphans = Counter(), Counter(notEnded=0, revoked=0), [], defaultdict(list)
    newest = {}
    for line in lines[1:]:
        try:
            job = read(line, columns, per_node)
        except Defect as defect:
            defects[str(defect)] += 1
            continue
        if job["step"]:
            owner = newest.get(job["id"])
            (owner["steps"] if owner else orphans[job["id"]]).append(job)
        else:
            job["steps"] = orphans.pop(job["id"], [])
            newest[job["id"]] = job
            jobs.append(job)
    assert not orphans, f"steps without a job: {list(orphans)}"
    days, seen = defaultdict(lambda: defaultdict(Counter)), set()
    for job in jobs:
        if job["state"] in NOT_ENDED:
            skipped["notEnded"] += 1
            continue
        if job["state"] == "REVOKED":
            skipped["revoked"] += 1
            continue
        assert (job["id"], job["submit"]) not in seen, "an identity comes twice"
        seen.add((job["id"], job["submit"]))
        figures = [1, job["gpus"] > 0, job["state"] in FAILURES, job["elapsed"], job["elapsed"] * job["cpus"],
                   job["elapsed"] if job["gpus"] else 0, job["elapsed"] * job["gpus"], job["req"],
                   max((step["avg"] for step in job["steps"]), default=0),
                   max((step["max"] for step in job["steps"]), default=0)]
        day = time.strftime("%Y-%m-%d", time.gmtime(job["end"]))
        for key, figure in zip(KEYS, figures):
            days[day][job["user"]][key] += int(figure)
    plain = {day: {user: dict(total) for user, total in users.items()} for day, users in days.items()}
    return plain, dict(defects), dict(skipped)


def noted(case):
    """The sums of the figures that notes.md gives row by row."""
    days = defaultdict(lambda: defaultdict(Counter))
    for line in (case / "notes.md").read_text().split("## Sums")[0].splitlines():
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if len(cells) < 14 or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", cells[2]):
            continue
        for key, cell in zip(KEYS, cells[3:13]):
            days[cells[2]][cells[1].replace("\\x1b", "\x1b")][key] += int(cell.replace(",", ""))
    return {day: {user: dict(total) for user, total in users.items()} for day, users in days.items()}


def main(names):
    if names[:1] == ["--totals"]:
        days, defects, skipped = totals(pathlib.Path(names[2]), names[1])
        json.dump({"slurm": names[1], "days": days, "defects": defects, "skipped": skipped}, sys.stdout, sort_keys=True)
        return 0
    cases = [HERE / name for name in names] or sorted(path.parent for path in HERE.glob("*/expected.json"))
    wrong = 0
    for case in cases:
        expected = json.loads((case / "expected.json").read_text())
        days, defects, skipped = totals(case / "rows.txt", expected["slurm"])
        for what, found, wanted in [("days", days, expected["days"]), ("defects", defects, expected["defects"]),
                                    ("skipped", skipped, expected["skipped"]),
                                    ("notes.md", noted(case), expected["days"])]:
            if found != wanted:
                wrong += 1
                print(f"{case.name}: {what} differ\n  found    {found}\n  expected {wanted}")
        print(f"{case.name}: {sum(t['jobs'] for users in days.values() for t in users.values())} jobs, "
              f"{sum(defects.values())} defects")
    return 1 if wrong else 0


sys.exit(main(sys.argv[1:]))
