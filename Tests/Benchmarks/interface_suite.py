"""The interface: how soon its first frame is there, how soon the frame after a key, and what it costs to look at."""
import re
import statistics
import time

import program
from multiplexer import Multiplexer
from terminal import Terminal, text

# The mark of the selected row: it is there when the board is.
BOARD = "▶"
HTOP = "Command"
ENTER, TAB, BACKSPACE, HOME, DOWN = b"\r", b"\t", b"\x7f", b"\x1bOH", b"j"
PRESSES = 200


def measure(bench):
    place = bench.place("interface")
    root = data(bench, place)
    command = [program.BINARY, "--root", root]
    # Its own home, so that nothing is remembered from one start to the next; a fixed time, so that all windows are full.
    environment = {**program.ENVIRONMENT, "HOME": str(place / "home")}
    (place / "home").mkdir()
    shown = players(command, environment)
    first_frames(bench, command, environment, shown)
    steadiness(bench)
    keys(bench, command, environment)
    idle(bench, command, environment)


def data(bench, place):
    """Five clusters, two months, so that gains and changes of rank have something to tell. 15,000 users have jobs."""
    root = place / "root"
    jobs = bench.size(300_000, 100_000)
    # More are in the directory, since not everybody comes.
    users = bench.size(16_000, 18_000)
    for cluster in program.CLUSTERS:
        bench.say(f"data of the interface: {cluster}")
        program.stream(root, cluster, jobs, users, program.months_until(program.LAST_MONTH, 2))
    return root


def players(command, environment):
    """How many users the board has."""
    with Terminal(command, environment) as terminal:
        drawn = terminal.take(0.3, until=BOARD)
        found = re.findall(r"1/([\d,]+)", text(drawn))
        terminal.close(b"Q")
    return int(found[-1].replace(",", "")) if found else 0


def first_frames(bench, command, environment, shown):
    """In turn with htop, in the same pane of the same tmux; and in a terminal of their own, without tmux."""
    contenders = {"ours": (command, BOARD)}
    if bench.others.get("htop"):
        contenders["htop"] = (["htop"], HTOP)
    work = f"interface to first frame, {shown:,} users on {len(program.CLUSTERS)} clusters"
    times = {name: [] for name in contenders}
    alone = {name: [] for name in contenders}
    peaks = {name: [] for name in contenders}
    for _ in range(4 * bench.rounds):
        for name, (words, sign) in contenders.items():
            with Terminal(words, environment) as terminal:
                terminal.take(0.1, until=sign)
                alone[name].append(terminal.last_byte - terminal.begun)
                peaks[name].append(terminal.peak_memory())
                terminal.close(b"Q" if name == "ours" else b"q")
    bench.report.figure(
        "frame-memory", statistics.median(peaks["ours"]) / 1e6,
        work=f"interface, peak memory at its first frame, {shown:,} users")
    if len(contenders) < 2 or not bench.others.get("tmux"):
        bench.report.missing_keys(["frame"], "htop or tmux is not installed")
        return
    with Multiplexer() as tmux:
        for _ in range(4 * bench.rounds):
            for name, (words, sign) in contenders.items():
                tmux.start(words, environment)
                tmux.take(0.1, until=sign)
                times[name].append(tmux.last_byte - tmux.begun)
                tmux.stop()
    mine, other = (statistics.median(times[name]) for name in ("ours", "htop"))
    bench.report.figure("frame", mine / other, f"{mine * 1000:.1f} ms", f"{other * 1000:.1f} ms", work=f"{work}, in tmux")
    mine, other = (statistics.median(alone[name]) for name in ("ours", "htop"))
    bench.report.note(
        f"First frame without tmux: {mine * 1000:.1f} ms, htop {other * 1000:.1f} ms, {mine / other:.2f} ×. "
        f"htop at its first frame: {statistics.median(peaks['htop']) / 1e6:.0f} MB.")


def steadiness(bench):
    """How evenly the machine works: a percentile of frames says nothing where fixed work has one that is as much larger."""
    numbers = list(range(40_000))
    times = []
    for _ in range(PRESSES):
        time.sleep(0.03)
        begun = time.monotonic()
        sum(numbers), max(numbers), min(numbers)
        times.append((time.monotonic() - begun) * 1000)
    times.sort()
    middle, late = statistics.median(times), times[int(0.99 * len(times))]
    bench.report.note(
        f"Fixed work after 30 ms of rest, {PRESSES} times: median {middle:.1f} ms, 99th percentile {late:.1f} ms, "
        f"{late / middle:.1f} ×: what this machine does to a frame by itself.")


def keys(bench, command, environment):
    """The time from the writing of a key to the last byte of its frame, after which it is quiet for 30 ms."""
    presses = max(20, PRESSES // bench.scale)
    for kind, script in SCRIPTS.items():
        bench.say(f"keys: {kind}")
        with Terminal(command, environment) as terminal:
            terminal.take(0.3, until=BOARD)
            # The clock ticks once: what it has to draw is drawn.
            terminal.listen(1.2)
            times = sorted(measured_presses(terminal, script, presses))
            peak = terminal.peak_memory()
            terminal.close(b"Q")
        last = times[min(len(times) - 1, int(0.99 * len(times)))]
        bench.report.figure(
            f"key-{kind}", last * 1000, f"{last * 1000:.1f} ms", f"median {statistics.median(times) * 1000:.1f} ms",
            work=f"key to frame, 99th percentile of {len(times)}: {kind}")
        bench.report.findings[f"key-{kind}"].peak = f"{peak / 1e6:.0f}"


def measured_presses(terminal, script, presses):
    """A script gives for each press the keys that go before it, which are not timed, and the key itself."""
    times = []
    for number in range(presses):
        before, key = script(number)
        for piece in before:
            terminal.press(piece)
        seconds = terminal.time_frame(key)
        # A key that changes nothing on the screen writes nothing: it has no frame to wait for.
        if seconds is not None:
            times.append(seconds)
    return times


def chosen(opener, count):
    """Opens a list and takes its lines one after the other."""
    def script(number):
        return [opener, HOME] + [DOWN] * (number % count), ENTER

    return script


def sorting(number):
    """Every other press inverts, then the next column is sorted by."""
    return ([TAB] if number % 2 == 0 else []), b"s"


def filtering(number):
    """Words are typed and taken back, a letter at a time: the list shrinks and grows."""
    word = (b"an", b"mil", b"o", b"ker", b"s")[number // 10 % 5]
    typed = [word[index:index + 1] for index in range(len(word))]
    cycle = typed + [BACKSPACE] * len(typed)
    return ([b"f"] if number == 0 else []), cycle[number % len(cycle)]


SCRIPTS = {
    "sort": sorting,
    "filter": filtering,
    "window": chosen(b"w", 3),
    "metric": lambda number: ([], b"]"),
    "cluster": chosen(b"g", 6),
}


def idle(bench, command, environment):
    """Looks for new data once a second, of which there is none: by the true clock, so that ages on the screen grow too."""
    real = {name: value for name, value in environment.items() if name != "SLURM_SB_NOW"}
    seconds = 10 if bench.quick else 30
    bench.say(f"idle for {seconds} s")
    with Terminal(command + ["--refresh-sec", "1"], real) as terminal:
        terminal.take(0.3, until=BOARD)
        # What is shown in seconds or minutes would change.
        terminal.listen(3)
        before = terminal.cpu()
        drawn = terminal.listen(seconds)
        spent = terminal.cpu() - before
        terminal.close(b"Q")
    bench.report.figure(
        "idle-cpu", spent / seconds * 1000, f"{spent / seconds * 1000:.2f} ms",
        work=f"an idle refresh, CPU, the mean of {seconds}; the clock's tick included")
    bench.report.figure("idle-bytes", len(drawn), f"{len(drawn)} bytes", work=f"{seconds} idle refreshes, bytes to the terminal")
