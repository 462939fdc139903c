"""Runs one program and says on a descriptor what it took.

  watched.py DESCRIPTOR PROGRAM [ARGUMENT…]

A small process of its own: Linux counts the memory of whoever starts a program into the program's peak, and the benchmark
itself is larger than what it measures. What is left of that is a floor of about 10 MB.
"""
import os
import sys
import time


def main():
    descriptor = int(sys.argv[1])
    os.set_inheritable(descriptor, False)
    command = sys.argv[2:]
    begun = time.monotonic()
    try:
        process = os.posix_spawnp(command[0], command, os.environ)
    except OSError as error:
        os.write(descriptor, f"0 0 0 127\n{command[0]}: {error.strerror}".encode())
        return
    _, status, usage = os.wait4(process, 0)
    wall = time.monotonic() - begun
    cpu = usage.ru_utime + usage.ru_stime
    os.write(descriptor, f"{wall:.6f} {cpu:.6f} {usage.ru_maxrss * 1024} {os.waitstatus_to_exitcode(status)}\n".encode())


main()
