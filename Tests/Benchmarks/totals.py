"""The ten totals of each user, from the stored rollups and from the other programs, and whether they agree."""
import json

from measuring import MeasurementFailed

# Columns of the monthly rollups, and what makes whole seconds and bytes of them.
COLUMNS = [
    ("jobs", 1), ("gpu_jobs", 1), ("failed_jobs", 1), ("elapsed_hours", 3600), ("clock_hours", 3600),
    ("gpu_elapsed_hours", 3600), ("gpu_clock_hours", 3600), ("sum_req_mem_mb", 10**6), ("sum_avg_mem_mb", 10**6),
    ("sum_max_mem_mb", 10**6),
]


def of_rollup(root, cluster, month):
    """What the program has stored."""
    path = root / f"clusters/{cluster}/agg/rollups/monthly/{month}.json"
    users = json.loads(path.read_text())["users"]
    return {user["username"]: tuple(round(user[name] * factor) for name, factor in COLUMNS) for user in users}


def of_lines(text):
    """What another program printed: a user and ten numbers a line, with tabs."""
    rows = (line.split("\t") for line in text.splitlines())
    return {row[0]: tuple(int(word) for word in row[1:]) for row in rows}


def check(found, expected, name):
    """Ends the measurement when two programs do not agree to the second and the byte."""
    if found == expected:
        return
    users = sorted(set(found) | set(expected), key=lambda user: (found.get(user) == expected.get(user), user))
    user = users[0]
    raise MeasurementFailed(
        f"ours and {name} disagree on {sum(found.get(u) != expected.get(u) for u in users)} of {len(users)} users: "
        f"{user}: {found.get(user)} and {expected.get(user)}")
