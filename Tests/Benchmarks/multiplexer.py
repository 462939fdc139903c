"""tmux in a pseudo-terminal of ours: programs are started in its one pane, and what it draws of them is timed."""
import os
import shlex
import subprocess
import tempfile
import time

from terminal import Terminal


class Multiplexer(Terminal):
    """A tmux of its own, without anybody's settings and without a status line."""

    def __init__(self, columns=120, rows=36):
        self.directory = tempfile.TemporaryDirectory(prefix="slurm-sb-tmux.")
        self.tmux = ["tmux", "-S", f"{self.directory.name}/socket", "-f", "/dev/null"]
        environment = {name: "" for name in ("TMUX", "TMUX_PANE")}
        super().__init__(
            self.tmux + ["new-session", "exec cat", ";", "set", "-g", "status", "off", ";", "set", "-g", "escape-time", "0"],
            environment, columns, rows)
        self.take(0.3)

    def start(self, command, environment):
        """Ends what runs in the pane and starts a program there. Its time begins before tmux is asked to."""
        settings = [word for name, value in environment.items() for word in ("-e", f"{name}={value}")]
        words = "exec " + " ".join(shlex.quote(str(word)) for word in command)
        self.begun = time.monotonic()
        self.ask("respawn-pane", "-k", *settings, words)

    def stop(self):
        """Leaves an empty pane."""
        self.ask("respawn-pane", "-k", "exec cat")
        self.take(0.1)

    def peak_memory(self):
        """Of the program in the pane, in bytes, up to now."""
        with open(f"/proc/{self.ask('display-message', '-p', '#{pane_pid}').strip()}/status") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))

    def ask(self, *words):
        return subprocess.run(
            self.tmux + list(words), env={**os.environ, "TMUX": ""}, capture_output=True, text=True, check=True,
            stdin=subprocess.DEVNULL).stdout

    def close(self, keys=b""):
        if self.descriptor is not None:
            subprocess.run(self.tmux + ["kill-server"], capture_output=True, stdin=subprocess.DEVNULL)
        super().close(keys)
        self.directory.cleanup()
