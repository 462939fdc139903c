"""Ending whatever this process started, and what that started: before their files are removed."""
import os
import signal
import time


def end_all(seconds=5):
    """Kills all descendants and waits until none of them runs."""
    processes = descendants(os.getpid())
    for process in processes:
        try:
            os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            pass
    end = time.monotonic() + seconds
    while any(runs(process) for process in processes) and time.monotonic() < end:
        time.sleep(0.02)


def descendants(process):
    found = []
    for child in children(process):
        found += [child, *descendants(child)]
    return found


def children(process):
    try:
        with open(f"/proc/{process}/task/{process}/children") as file:
            return [int(word) for word in file.read().split()]
    except OSError:
        return []


def runs(process):
    """False for one that has ended and was not waited for, too."""
    try:
        with open(f"/proc/{process}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
