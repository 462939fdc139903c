"""What a process took by itself, apart from the programs that it started."""
import dataclasses
import os
import subprocess
import time

from measuring import MeasurementFailed


@dataclasses.dataclass(frozen=True)
class OwnUsage:
    """Seconds, seconds, seconds, bytes; and what it said."""

    wall: float
    cpu: float
    children: float
    peak: int
    errors: str


def observed(command, environment, every=0.005):
    """One run. The peak of memory is looked at so often, and so may miss the last moment before the end."""
    command = [str(word) for word in command]
    begun = time.monotonic()
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        env={**os.environ, **environment})
    # What it says is little, less than a pipe holds.
    peak = 0
    flags = os.WEXITED | os.WNOWAIT | os.WNOHANG
    while os.waitid(os.P_PID, process.pid, flags) is None:
        peak = max(peak, peak_memory(process.pid))
        time.sleep(every)
    wall = time.monotonic() - begun
    # It has ended and was not yet waited for: what it took is still to be read, apart from its children's.
    own = own_cpu(process.pid)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    errors = process.stderr.read().decode(errors="replace")
    process.stderr.close()
    if process.returncode:
        raise MeasurementFailed(f"{' '.join(command[:3])} … ended with {process.returncode}: {errors.strip()[-600:]}")
    return OwnUsage(wall, own, usage.ru_utime + usage.ru_stime - own, peak, errors)


def own_cpu(process):
    """To the nanosecond for the first thread; in hundredths of a second for all of them, where there were more."""
    with open(f"/proc/{process}/schedstat") as file:
        first = int(file.read().split()[0]) / 1e9
    with open(f"/proc/{process}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    everything = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return max(first, everything - 0.01)


def peak_memory(process):
    try:
        with open(f"/proc/{process}/status") as status:
            return next((int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM")), 0)
    except OSError:
        return 0
