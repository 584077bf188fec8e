"""`mingus …` as somebody types it, in a process of its own that is forked from one in which everything is loaded.

Starting Python and loading Mingus takes a second; the tests run hundreds of commands. The child is a real process with
its own environment, folder, streams and exit code; only the loading has been done before. `tests/test_cli.py` starts
some from nothing.
"""

import atexit
import gc
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, NoReturn

ROOT = Path(__file__).parents[1]

_parents: list[tuple[subprocess.Popen[bytes], socket.socket]] = []


def mingus(
    words: Sequence[str],
    *,
    environ: Mapping[str, str],
    typed: str = "",
    cwd: Path = ROOT,
    timeout: float = 60,
    stdout: int | None = None,
) -> "subprocess.CompletedProcess[str]":
    """How the command ended and what it said, as `subprocess.run` tells it. `stdout`: where to write instead."""
    with tempfile.TemporaryFile("w+") as given, tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as errors:
        given.write(typed)
        given.seek(0)
        streams = [given.fileno(), said.fileno() if stdout is None else stdout, errors.fileno()]
        code = _ask({"words": [*words], "environ": dict(environ), "cwd": str(cwd)}, streams, timeout)
        return subprocess.CompletedProcess([*words], code, _text(said), _text(errors))


def _ask(command: dict[str, Any], streams: list[int], timeout: float) -> int:
    _, line = _parents[0] if _parents else _begin()
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            socket.send_fds(line, [json.dumps(command).encode()], [theirs.fileno(), *streams])
        ours.settimeout(timeout)
        pid = int(ours.recv(32))
        try:
            return int(ours.recv(32))
        except TimeoutError:
            os.kill(pid, signal.SIGKILL)
            raise subprocess.TimeoutExpired(command["words"], timeout) from None


def _begin() -> tuple[subprocess.Popen[bytes], socket.socket]:
    """The process that is loaded once; it ends when we do."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        program = f"from tests.commands import serve; serve({theirs.fileno()})"
        plain = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        started = subprocess.Popen(
            [sys.executable, "-c", program], cwd=ROOT, env=plain, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL
        )
    _parents.append((started, ours))
    atexit.register(_end)
    return _parents[0]


def _end() -> None:
    started, line = _parents.pop()
    line.close()
    started.wait(10)


def serve(number: int) -> None:
    """Fork a child for each command that comes over the socket, until its other end is closed."""
    from mingus import cli

    cli._collect()
    gc.freeze()  # nothing that is loaded is looked at again, so that a child shares it for good
    line = socket.socket(fileno=number)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    while True:
        message, handles, _, _ = socket.recv_fds(line, 1 << 20, 4)
        if not message:
            return
        if _forked(json.loads(message), handles, line):
            _run_and_leave(cli.main)


def _run_and_leave(command: Callable[[], None]) -> NoReturn:
    """As the interpreter would end, without taking apart all that was loaded, which takes longer than the rest."""
    code: str | int | None = 0
    try:
        command()
    except SystemExit as ended:
        code = ended.code
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))


def _forked(command: dict[str, Any], handles: list[int], line: socket.socket) -> bool:
    """Whether this is the child, made into what was asked for. The parent goes on once it has ended and said so."""
    pid = os.fork()
    if pid == 0:
        line.close()
        os.close(handles[0])
        for target, handle in enumerate(handles[1:]):
            os.dup2(handle, target)
            os.close(handle)
        os.environ.clear()
        os.environ.update(command["environ"])
        os.chdir(command["cwd"])
        sys.argv = ["mingus", *command["words"]]
        return True
    with socket.socket(fileno=handles[0]) as answer:
        answer.sendall(str(pid).encode().ljust(32))
        for handle in handles[1:]:
            os.close(handle)
        _, status = os.waitpid(pid, 0)
        answer.sendall(str(os.waitstatus_to_exitcode(status)).encode().ljust(32))
    return False


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()
