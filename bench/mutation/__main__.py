"""`bench/mutate checklist`: plants small faults in the checks, one at a time, and counts those that tests find."""

import argparse
import gc
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from bench.mutation import equivalents, report
from bench.mutation.memory import Known
from bench.mutation.targets import sections, targets
from bench.mutation.trying import BROKEN, Changed, Child, Reach, changed, fork, unchanged, what_imports_what

ROOT = Path(__file__).parents[2]
SLOTS = 2
TIMED_OUT = 124
LOADED_BEFORE = (
    "mingus.cli",
    "mingus.app",
    "mingus.checklist.boxes",
    "mingus.checklist.service",
    "hypothesis",
    "pytest_playwright",
)
BASELINE_SECONDS = 900.0


@dataclass(frozen=True)
class Job:
    """Something to be done in a process of its own."""

    known: Known
    number: int
    """Of the fault; −1 to see what the tests do without one."""
    seconds: float


def main() -> None:
    """Plant, count, tell. Exit code 0 when the tests found 90 % or more."""
    parser = argparse.ArgumentParser(prog="bench/mutate", description=__doc__)
    parser.add_argument("what", choices=["checklist"])
    parser.add_argument("section", nargs="*", help="frame, looking, or a folder of mingus/checklist/boxes")
    parser.add_argument("--sample", type=int, help="at most so many faults per section, always the same ones")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="start no fault after so many")
    parser.add_argument("--keep-kills", action="store_true", help="tests were only added: don't repeat what they found")
    asked = parser.parse_args()
    os.nice(10)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended; the same command goes on from here"))
    ends_at = time.monotonic() + asked.seconds
    with copied() as folder, ExitStack() as stack:
        if strangers := set(asked.section) - set(sections()):
            parser.error(f"no such section: {', '.join(sorted(strangers))}")
        every = [Known(target, ROOT / ".mutation", keep_kills=asked.keep_kills) for target in targets(asked.section)]
        excused = equivalents.read(ROOT / "bench/equivalent.yaml")
        chosen = choose([known for known in every if known.faults], asked.sample, excused)
        jobs = [Job(known, number, 0) for known, number in chosen if number not in known.exit_codes]
        if jobs:
            stack.enter_context(postgres(folder))
            run(jobs, folder, ends_at)
    sys.exit(report.show(chosen, excused))


@contextmanager
def copied() -> Iterator[Path]:
    """A copy of this checkout with its history, in which everything below happens; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="mingus-mutate-") as name:
        copy = Path(name) / "copy"
        subprocess.run(["git", "clone", "-q", "--shared", str(ROOT), str(copy)], check=True)
        listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True, text=True)
        for path in filter(None, listed.stdout.split("\0")):
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / path, copy / path)
        shutil.copytree(ROOT / "mingus/static/dist", copy / "mingus/static/dist", dirs_exist_ok=True)
        for folder in filter(Path.is_dir, (ROOT / "node_modules", ROOT / ".venv")):
            (copy / folder.name).symlink_to(folder.resolve())
        os.chdir(copy)
        sys.path.insert(0, str(copy))
        yield Path(name)
        os.chdir(ROOT)


@contextmanager
def postgres(folder: Path) -> Iterator[None]:
    """One migrated server for the whole run, where tests/conftest.py looks for it; everything slow is loaded."""
    for name in LOADED_BEFORE:
        import_module(name)
    migrate, cluster = import_module("mingus.core.migrate"), import_module("mingus.ops.postgres.cluster")
    os.environ["MINGUS_TEST_HOME"] = str(folder / "home")
    (folder / "home").mkdir()
    server = cluster.Cluster(folder / "home", durable=False)
    server.start()
    try:
        migrate.upgrade(server.clone_database("template0", "mingus_template").migration)
        what_imports_what()
        gc.freeze()  # what is loaded stays: a child that collects garbage need not walk through it
        yield
    finally:
        server.stop()
        shutil.rmtree(server.layout.root, ignore_errors=True)


def choose(every: list[Known], sample: int | None, excused: equivalents.Excuses) -> list[tuple[Known, int]]:
    """The faults of a run: all, or of each section those whose fingerprints come first."""
    found: list[tuple[Known, int]] = []
    for section in dict.fromkeys(known.target.section for known in every):
        here = [
            (known, number)
            for known in every
            if known.target.section == section
            for number, fault in enumerate(known.faults)
            if not equivalents.is_excused(excused, known.name, fault)
        ]
        found += sorted(here, key=_fingerprint)[:sample]
    return found


def _fingerprint(chosen: tuple[Known, int]) -> bytes:
    known, number = chosen
    return hashlib.sha256(f"{known.name} {known.faults[number].what} {number}".encode()).digest()


def run(jobs: list[Job], folder: Path, ends_at: float) -> None:
    """See what the tests do without a fault, then with each; every answer is remembered at once."""
    for known in {job.known for job in jobs if not job.known.target.tests}:
        known.reach = Reach()  # no tests, nothing is found
    unseen = {job.known.name: job.known for job in jobs if job.known.reach is None}
    for job, code in finished([Job(known, -1, BASELINE_SECONDS) for known in unseen.values()], folder, ends_at):
        if code != 0:
            sys.exit(f"{job.known.name}: its tests don't pass without a fault:\n{_last_words(folder, job)}")
        job.known.reach = Reach(**json.loads(_reach(folder, job).read_text()))
        job.known.write()
    ready = [Job(job.known, job.number, _seconds(job)) for job in jobs if job.known.reach]
    for at, (job, code) in enumerate(finished(ready, folder, ends_at), 1):
        job.known.exit_codes[job.number] = code
        job.known.write()
        fault = job.known.faults[job.number]
        word = "found " if code else "MISSED"
        print(f"{at}/{len(ready)} {word} {job.known.name}:{fault.line} {fault.what}", file=sys.stderr, flush=True)


def finished(jobs: list[Job], folder: Path, ends_at: float) -> Iterator[tuple[Job, int]]:
    """Each job with its exit code, as they end; no job is started after `ends_at`."""
    waiting, running, free = list(reversed(jobs)), dict[int, tuple[Child, Job]](), list(range(SLOTS))
    try:
        while running or (waiting and time.monotonic() < ends_at):
            while waiting and free and time.monotonic() < ends_at:
                job, slot = waiting.pop(), free.pop()
                child = fork(_work(job, folder, slot), slot, _log(folder, job), time.monotonic() + job.seconds)
                running[child.pid] = child, job
            time.sleep(0.05)
            for child, job in [pair for pair in running.values() if _has_ended(pair[0])]:
                del running[child.pid]
                free.append(child.slot)
                yield job, _sound(child, job, folder)
    finally:
        for child, _ in running.values():
            os.killpg(child.pid, signal.SIGKILL)


def _work(job: Job, folder: Path, slot: int) -> Callable[[], int]:
    target, tests = job.known.target, [str(test) for test in job.known.target.tests]
    path, temporary = target.path.absolute(), folder / f"slot{slot}"

    def plant() -> int:
        assert job.known.reach, "the run without a fault came first"
        chosen = job.known.reach.tests(job.known.faults[job.number].function.lines)
        return changed(Changed(target.module, path, job.number), tests, temporary, chosen) if chosen else 0

    def watch() -> int:
        code, reach = unchanged(path, tests, temporary)
        _reach(folder, job).write_text(json.dumps({"seconds": reach.seconds, "lines": reach.lines}))
        return code

    return watch if job.number < 0 else plant


def _seconds(job: Job) -> float:
    """How long a fault may take: a machine that has other work too gets six times what the tests took alone."""
    assert job.known.reach, "the run without a fault came first"
    return 30 + 6 * sum(job.known.reach.tests(job.known.faults[job.number].function.lines).values())


def _has_ended(child: Child) -> bool:
    """Whether it has; one whose time is over is ended now, with all that it started."""
    if time.monotonic() > child.ends_at:
        os.killpg(child.pid, signal.SIGKILL)
        os.waitpid(child.pid, 0)
        child.exit_code = TIMED_OUT
        return True
    pid, status = os.waitpid(child.pid, os.WNOHANG)
    child.exit_code = os.waitstatus_to_exitcode(status) if pid else None
    return bool(pid)


def _sound(child: Child, job: Job, folder: Path) -> int:
    """The exit code of the tests; ends everything when it is not of the tests."""
    if child.exit_code == BROKEN:
        sys.exit(f"{job.known.name}: this program itself failed:\n{_last_words(folder, job)}")
    assert child.exit_code is not None, "it has ended"
    return child.exit_code


def _log(folder: Path, job: Job) -> Path:
    return folder / f"{job.known.target.module}.{job.number}.log"


def _reach(folder: Path, job: Job) -> Path:
    return folder / f"{job.known.target.module}.reach.json"


def _last_words(folder: Path, job: Job) -> str:
    return "\n".join(_log(folder, job).read_text().splitlines()[-30:])


if __name__ == "__main__":
    main()
