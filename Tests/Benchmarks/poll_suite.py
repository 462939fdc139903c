"""A month polled from a real Slurm, against the same calls of sacct into nothing; and a tick when all has been read."""
import calendar
import datetime
import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import time

import own_usage
import program
from measuring import MeasurementFailed

RIG = program.PROJECT / "Tests/RealSlurmTests/rig/slurm-rig"
CLUSTER = "bench"
TICKS = 12
# Writes down what is asked of the accounting, and then is sacct. Questions that no server answers are not written down.
RECORDER = """#!/bin/sh
case $1 in --*) ;; *) printf '%s\\n' "$@" . >>'{calls}' ;; esac
exec {sacct} "$@"
"""


def measure(bench):
    obstacle = why_not()
    if obstacle:
        bench.report.missing("poll", obstacle)
        return
    # Short: sockets live there.
    directory = pathlib.Path(tempfile.mkdtemp(prefix="sbrig.", dir="/tmp"))
    os.chmod(directory, 0o755)
    try:
        measure_on(bench, directory)
    finally:
        rig(directory, "purge", check=False)
        shutil.rmtree(directory, ignore_errors=True)


def why_not():
    """What keeps a real Slurm from running here; nothing when it can."""
    if not shutil.which("dpkg-query"):
        return "a real Slurm needs Debian's packages, and this is no Debian"
    if os.geteuid() != 0:
        return "a real Slurm needs root here"
    done = subprocess.run([RIG, "install"], capture_output=True, text=True)
    return f"Slurm's packages cannot be installed: {done.stderr.strip()[-200:]}" if done.returncode else None


def rig(directory, *words, check=True):
    done = subprocess.run(
        [RIG, *map(str, words)], env={**os.environ, "RIG_DIR": str(directory)}, capture_output=True, text=True,
        stdin=subprocess.DEVNULL)
    if check and done.returncode:
        raise MeasurementFailed(f"slurm-rig {words[0]}: {done.stderr.strip()[-600:]}")
    return done.stderr


def measure_on(bench, directory):
    place = bench.place("poll")
    jobs = bench.size(1_000_000, 100_000)
    month = last_full_month()
    bench.say("starting a real Slurm")
    rig(directory, "up", "--owner", os.getpid())
    bench.say(f"putting {jobs:,} jobs of {month} with their steps into its accounting")
    rig(directory, "inject", "--cluster", CLUSTER, "--month", month, "--jobs", jobs, "--users", 3000, "--with-steps")

    recorder = place / "bin/sacct"
    recorder.parent.mkdir()
    recorder.write_text(RECORDER.format(sacct=shutil.which("sacct"), calls=place / "calls"))
    recorder.chmod(0o755)
    client = {"SLURM_CONF": f"{directory}/etc/hammer/slurm.conf", "LC_ALL": "C.UTF-8", "SLURM_TIME_FORMAT": "%s"}
    poller = {**client, "PATH": f"{recorder.parent}:{os.environ['PATH']}", "SLURM_SB_HOME_ROOT": str(place / "homes")}

    # Two hours before the month's end, so that there are ticks with new jobs after it.
    moment = month_end(month) - 7200
    roots = program.FreshRoots(place)
    polls, replays = [], []
    for number in range(bench.rounds + 1):
        root = roots.next()
        poll, replay, calls = fill(root, month, moment, poller, client, place / "calls")
        bench.say(f"poll {poll.wall:.1f} s, {poll.cpu:.2f} s of it our CPU; its {calls} calls alone {replay:.1f} s")
        # The first of each found nothing in any cache.
        if number:
            polls.append(poll)
            replays.append(replay)
    found = new_jobs(polls[-1].errors)
    report(bench, polls, replays, calls, jobs, found)
    backfill(bench, place, month, moment, poller, client)
    whole_month(bench, month, moment, client, polls)
    steady_ticks(bench, root, month, moment, poller, jobs)


def last_full_month():
    first = datetime.datetime.now(datetime.timezone.utc).replace(day=1)
    return (first - datetime.timedelta(days=1)).strftime("%Y-%m")


def month_start(month):
    return calendar.timegm(time.strptime(month, "%Y-%m"))


def month_end(month):
    year, number = map(int, month.split("-"))
    return calendar.timegm((year + number // 12, number % 12 + 1, 1, 0, 0, 0))


def clock(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


def poll_command(root, month, moment):
    return [program.BINARY, "poll", "--once", "--backfill-start", f"{month}-01", *polling_options(root, moment)]


def backfill_command(root, month, moment):
    return [program.BINARY, "backfill", "--from", f"{month}-01", *polling_options(root, moment)]


def polling_options(root, moment):
    return [
        "--root", root, "--cluster", CLUSTER, "--rate-limit", "10000", "--set", "bytes_per_day=1000000000000000",
        "--set", "timeout_sec=3600", "--now", clock(moment)]


def fill(root, month, moment, environment, client, written):
    """Runs of `poll --once`, one after the other, until all is read: what they took together, what their calls of sacct take
    alone, and how many these are. Each run's calls come at once behind it, since what the host does differs more from one five
    minutes to the next than the two do; it asks for many times what the database keeps, so that nothing is at hand for them."""
    runs, replay, count = [], 0, 0
    while not runs or "all history is read" not in runs[-1].errors:
        if len(runs) == 300:
            raise MeasurementFailed(f"the month was not read in 300 rounds: {runs[-1].errors[-400:]}")
        written.unlink(missing_ok=True)
        runs.append(own_usage.observed(poll_command(root, month, moment), environment, every=0.02))
        calls = recorded(written)
        replay += replayed(calls, client)
        count += len(calls)
    poll = own_usage.OwnUsage(
        sum(run.wall for run in runs), sum(run.cpu for run in runs), sum(run.children for run in runs),
        max(run.peak for run in runs), "".join(run.errors for run in runs))
    return poll, replay, count


def recorded(path):
    calls, call = [], []
    for word in path.read_text().splitlines() if path.exists() else []:
        if word == ".":
            calls.append(call)
            call = []
        else:
            call.append(word)
    return calls


def replayed(calls, environment):
    """Seconds that sacct alone takes for these calls, one after the other."""
    begun = time.monotonic()
    for call in calls:
        subprocess.run(
            ["sacct", *call], env={**os.environ, **environment}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, check=True)
    return time.monotonic() - begun


def new_jobs(errors):
    lines = [line.split() for line in errors.splitlines() if " new jobs of " in line and line.startswith(f"{CLUSTER}:")]
    return sum(int(words[1]) for words in lines)


def report(bench, polls, replays, calls, jobs, found):
    wall = statistics.median(poll.wall for poll in polls)
    cpu = statistics.median(poll.cpu for poll in polls)
    alone = statistics.median(replays)
    ratios = [poll.wall / replay for poll, replay in zip(polls, replays)]
    bench.report.figure(
        "poll-wall", statistics.median(ratios), f"{wall:.1f} s", f"{alone:.1f} s",
        work=f"poll of {found:,} jobs with steps (of a month of {jobs:,}) from real sacct, {calls} calls, "
        f"median of {len(polls)} pairs")
    finding = bench.report.findings["poll-wall"]
    finding.wall, finding.cpu = f"{wall:.1f} / {alone:.1f}", f"{cpu:.2f}"
    finding.peak = f"{max(poll.peak for poll in polls) / 1e6:.0f}"
    bench.report.figure("poll-cpu", cpu / alone * 100, f"{cpu:.2f} s", f"{alone:.1f} s")


def backfill(bench, place, month, moment, poller, client):
    """The month in one run, which makes the boards once and not after each question."""
    (place / "calls").unlink(missing_ok=True)
    run = own_usage.observed(backfill_command(place / "backfilled", month, moment), poller, every=0.02)
    calls = recorded(place / "calls")
    alone = replayed(calls, client)
    bench.report.figure(
        "backfill-wall", run.wall / alone, f"{run.wall:.1f} s", f"{alone:.1f} s",
        work=f"the same month by one backfill, boards once at its end, {len(calls)} calls, one pair")
    finding = bench.report.findings["backfill-wall"]
    finding.wall, finding.cpu = f"{run.wall:.1f} / {alone:.1f}", f"{run.cpu:.2f}"
    finding.peak = f"{run.peak / 1e6:.0f}"
    bench.report.figure("backfill-cpu", run.cpu / alone * 100, f"{run.cpu:.2f} s", f"{alone:.1f} s")


def whole_month(bench, month, moment, environment, polls):
    """The month in one call, as a person would ask: told, and not what the poll is held to."""
    fields = "JobIDRaw,User,State,ElapsedRaw,AllocCPUS,NNodes,ReqMem,AllocTRES,Submit,Start,End,MaxRSS,AveRSS"
    call = ["-a", "-D", "-P", "-n", "-M", CLUSTER, "-S", f"uts{month_start(month)}", "-E", f"uts{moment - 1}", "-s",
            "BF,CA,CD,DL,F,NF,OOM,PR,RQ,RS,TO", "-o", fields]
    try:
        alone = replayed([call], environment)
    except subprocess.CalledProcessError as error:
        bench.report.note(f"The whole month in one call of sacct failed with {error.returncode}.")
        return
    wall = statistics.median(poll.wall for poll in polls)
    bench.report.note(
        f"The same month in one call of sacct > /dev/null: {alone:.1f} s; the poll in all its calls {wall / alone:.2f} ×.")


def steady_ticks(bench, root, month, moment, environment, jobs):
    """Every five minutes: all is read, and some jobs have ended since."""
    ticks, counts = [], []
    for number in range(1, TICKS + 1):
        tick = own_usage.observed(poll_command(root, month, moment + 300 * number), environment, every=0.002)
        ticks.append(tick)
        counts.append(new_jobs(tick.errors))
    cpu = statistics.median(tick.cpu for tick in ticks)
    peak = statistics.median(tick.peak for tick in ticks)
    work = f"a steady tick in a month of {jobs:,} jobs, {statistics.median(counts):.0f} of them new"
    bench.report.figure("tick-cpu", cpu * 1000, f"{cpu * 1000:.0f} ms", work=f"{work}: our CPU, median of {TICKS}")
    bench.report.figure("tick-memory", peak / 1e6, f"{peak / 1e6:.0f} MB", work=f"{work}: peak memory")
