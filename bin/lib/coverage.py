#!/usr/bin/env python3
"""How many lines of each room the tests run, from the JSON that `llvm-cov export -summary-only` writes.

Fails when the core as a whole is below its goal, or a room of it below a lower one.
"""
import collections
import json
import sys

CORE = ["Scoreboard", "BloomFilter", "Sacct", "Storage", "Poller"]
GOAL = 95.0
FLOOR = 93.0


def percent(part):
    covered, count = part
    return 100.0 * covered / count if count else 100.0


rooms = collections.defaultdict(lambda: [0, 0])
files = []
for entry in json.load(open(sys.argv[1]))["data"][0]["files"]:
    name = entry["filename"]
    if "/Sources/" not in name or "/checkouts/" in name:
        continue
    path = name.rsplit("/Sources/", 1)[1]
    room = path.split("/", 1)[0]
    lines = entry["summary"]["lines"]
    rooms[room][0] += lines["covered"]
    rooms[room][1] += lines["count"]
    files.append((percent((lines["covered"], lines["count"])), lines["count"] - lines["covered"], path))

for room, part in sorted(rooms.items()):
    print("%6.1f %%  %6d of %6d lines  %s%s" % (percent(part), part[0], part[1], room, "" if room in CORE else "  (not of the core)"))
core = [sum(rooms[room][index] for room in CORE) for index in (0, 1)]
print("%6.1f %%  %6d of %6d lines  the core" % (percent(core), core[0], core[1]))
print("\nMost lines that no test runs, in the core:")
of_the_core = [file for file in files if file[2].split("/", 1)[0] in CORE]
for part, missing, path in sorted(of_the_core, key=lambda file: -file[1])[:12]:
    print("%6.1f %%  %4d lines  %s" % (part, missing, path))
low = [room for room in CORE if percent(rooms[room]) < FLOOR]
if percent(core) < GOAL or low:
    print("Below the goal of %.0f %% for the core, or of %.0f %% for a room of it: %s" % (GOAL, FLOOR, ", ".join(low) or "the core"))
    sys.exit(1)
