"""A program in a pseudo-terminal of its own, and the moment of each byte that it draws."""
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time

from measuring import MeasurementFailed

ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]*[0-~])|[\x00-\x08\x0e-\x1f]")


class Terminal:
    """Columns and rows as they are given; xterm with 256 colours, UTF-8."""

    def __init__(self, command, environment=None, columns=120, rows=36):
        self.everything = {**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **(environment or {})}
        command = [str(word) for word in command]
        size = struct.pack("HHHH", rows, columns, 0, 0)
        self.begun = time.monotonic()
        self.process, self.descriptor = pty.fork()
        if self.process == 0:
            try:
                # Before the program is there: one that begins in another size draws twice.
                fcntl.ioctl(0, termios.TIOCSWINSZ, size)
                os.execvpe(command[0], command, self.everything)
            finally:
                os._exit(127)
        self.name = command[0]
        self.last_byte = self.begun

    def take(self, quiet, deadline=20.0, until=None):
        """All that is drawn until nothing more came for so many seconds, and, when a pattern is given, its text has been
        seen; escape sequences are no text. The moment of the last byte is in `last_byte`."""
        drawn = bytearray()
        end = time.monotonic() + deadline
        waited_for = re.compile(until) if until else None
        while True:
            now = time.monotonic()
            if now > end:
                raise MeasurementFailed(f"{self.name} did not draw {until or 'to an end'} within {deadline:.0f} s")
            ready, _, _ = select.select([self.descriptor], [], [], quiet)
            if ready:
                try:
                    drawn += os.read(self.descriptor, 1 << 16)
                except OSError:
                    raise MeasurementFailed(f"{self.name} ended: {text(drawn)[-300:]}") from None
                self.last_byte = time.monotonic()
            elif waited_for is None or waited_for.search(text(drawn)):
                return bytes(drawn)

    def press(self, keys, quiet=0.03):
        """Writes keys and takes what they draw."""
        os.write(self.descriptor, keys)
        return self.take(quiet)

    def time_frame(self, keys, quiet=0.03):
        """Seconds from the writing of keys to the last byte of what they draw, however long the first byte takes; nothing
        when they draw nothing in a second."""
        pressed = time.monotonic()
        os.write(self.descriptor, keys)
        ready, _, _ = select.select([self.descriptor], [], [], 1.0)
        if not ready:
            return None
        self.take(quiet)
        return self.last_byte - pressed

    def listen(self, seconds):
        """What is drawn in so many seconds."""
        drawn = bytearray()
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if select.select([self.descriptor], [], [], left)[0]:
                drawn += os.read(self.descriptor, 1 << 16)
        return bytes(drawn)

    def peak_memory(self):
        """In bytes, up to now."""
        with open(f"/proc/{self.process}/status") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))

    def cpu(self):
        """Seconds on a processor, all threads that live, to the nanosecond."""
        total = 0
        for thread in os.listdir(f"/proc/{self.process}/task"):
            try:
                with open(f"/proc/{self.process}/task/{thread}/schedstat") as file:
                    total += int(file.read().split()[0])
            except FileNotFoundError:
                continue
        return total / 1e9

    def close(self, keys=b""):
        """Asks with keys, then ends it."""
        if self.descriptor is None:
            return
        try:
            os.write(self.descriptor, keys)
            end = time.monotonic() + 2
            while keys and time.monotonic() < end:
                if os.waitpid(self.process, os.WNOHANG)[0]:
                    return
                if select.select([self.descriptor], [], [], 0.02)[0]:
                    os.read(self.descriptor, 1 << 16)
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        except OSError:
            # It has gone: the terminal's other side is closed.
            self.wait_for_end()
        finally:
            os.close(self.descriptor)
            self.descriptor = None

    def wait_for_end(self):
        try:
            os.waitpid(self.process, 0)
        except ChildProcessError:
            pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def text(drawn):
    """What can be read of what was drawn."""
    return ESCAPES.sub(b" ", bytes(drawn)).decode(errors="replace")
