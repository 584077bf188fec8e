"""Ends our child processes when we are killed and can't: a tiny process that notices our end of a pipe close.

It works wherever there are pipes, macOS included, and for programs that can't watch us themselves.
"""

import contextlib
import signal
import subprocess
import sys
from pathlib import Path

PROGRAM = Path(__file__).with_name("program.py")


class Guard:
    """Started with the first child to watch; ends, having nothing to do, once it is closed.

    It holds the file descriptor `keeps_open` as long as it lives: a lock that outlasts us until all is cleaned up.
    """

    def __init__(self, *, keeps_open: int | None = None) -> None:
        self._kept = () if keeps_open is None else (keeps_open,)
        self._watched: dict[int, signal.Signals] = {}
        self._process: subprocess.Popen[bytes] | None = None

    def watch(self, pid: int, ending: signal.Signals) -> None:
        """From now on `pid` gets the signal `ending` when this process dies; the last watched first."""
        self._watched[pid] = ending
        self._tell(f"{pid} {int(ending)}\n")

    def forget(self, pid: int) -> None:
        """Of a child that has ended: its number may soon be somebody else's."""
        if self._watched.pop(pid, None) is not None:
            self._tell(f"{pid} 0\n")
        if not self._watched:
            self.close()

    def close(self) -> None:
        """Ends the guard, without harm to children it no longer watches."""
        if self._process is None or self._process.stdin is None:
            return
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.wait()
        self._process = None

    def _tell(self, line: str) -> None:
        try:
            self._pipe_write(line)
        except BrokenPipeError:  # somebody killed the guard: a new one learns all anew
            self._process = None
            for pid, ending in self._watched.items():
                self._pipe_write(f"{pid} {int(ending)}\n")

    def _pipe_write(self, line: str) -> None:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", str(PROGRAM)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=self._kept,
                start_new_session=True,  # neither Ctrl-C nor a closed terminal may end it before its time
                cwd="/",
            )
        assert self._process.stdin is not None, "made with a pipe above"
        self._process.stdin.write(line.encode())
        self._process.stdin.flush()
