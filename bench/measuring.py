"""Measures a function in a process of its own: what it answers, its processor time, its memory at the most.

A fresh process per figure, so that nothing is warm or large because something else ran before.
"""

import gc
import importlib
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
ROUNDS = 7
ROUND_SECONDS = 0.15


@dataclass(frozen=True)
class Measured:
    """What one function took. `answer` is what it returned."""

    answer: Any
    cpu_seconds: float
    wall_seconds: float
    peak_bytes: int


def apart(function: str, environ: Mapping[str, str], **arguments: str | int) -> Measured:
    """`module:function` of bench, called with these arguments in a new process. Its logs go nowhere."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.measuring", function, json.dumps(arguments)],
        cwd=ROOT,
        env=dict(environ),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{function} ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-3000:]}")
    return Measured(**json.loads(done.stdout.splitlines()[-1]))


def cpu_each(function: Callable[[], object]) -> float:
    """Processor seconds of one call, the median of some rounds of many calls, after a few that are not counted."""
    for _ in range(5):
        function()
    calls = _calls_per_round(function)
    gc.collect()
    return statistics.median(_round(function, calls) for _ in range(ROUNDS)) / calls


def cpu_in_turn(functions: Sequence[Callable[[], object]]) -> list[float]:
    """Processor seconds of one call of each, a round of each in turn: what is compared shares the machine's moods."""
    for function in functions:
        for _ in range(5):
            function()
    calls = [_calls_per_round(function) for function in functions]
    gc.collect()
    rounds = [[_round(f, n) / n for f, n in zip(functions, calls, strict=True)] for _ in range(2 * ROUNDS)]
    return [statistics.median(seconds) for seconds in zip(*rounds, strict=True)]


def peak_bytes() -> int:
    """The most memory this process has held. Linux counts the parent in getrusage, so ask /proc where there is one."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _calls_per_round(function: Callable[[], object]) -> int:
    calls = 0
    end = time.process_time() + ROUND_SECONDS
    while time.process_time() < end:
        function()
        calls += 1
    return calls


def _round(function: Callable[[], object], calls: int) -> float:
    begin = time.process_time()
    for _ in range(calls):
        function()
    return time.process_time() - begin


def _main(name: str, arguments: str) -> None:
    module, function = name.split(":")
    run = getattr(importlib.import_module(module), function)
    begin_wall, begin_cpu = time.perf_counter(), time.process_time()
    answer = run(**json.loads(arguments))
    cpu, wall = time.process_time() - begin_cpu, time.perf_counter() - begin_wall
    found = Measured(answer, cpu, wall, peak_bytes())
    print("\n" + json.dumps(vars(found)))


if __name__ == "__main__":
    _main(*sys.argv[1:])
