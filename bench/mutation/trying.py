"""Tests against one planted fault, in a process of their own: the module is changed in memory, no file ever is."""

import ast
import os
import signal
import sys
import threading
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_loader
from pathlib import Path
from types import CodeType, FrameType, ModuleType
from typing import Any

import pytest

from bench.mutation.changes import changes

BEFORE_A_TEST = "before a test"
BROKEN = 70
"""Exit code of a child in which this program, not a test, went wrong."""


@dataclass
class Reach:
    """What a run of the tests that should be green found: seconds of each test, lines of functions it enters."""

    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    lines: dict[str, list[int]] = field(default_factory=dict)

    def tests(self, function: range | None) -> dict[str, float]:
        """The tests that enter a function, and their seconds; every test where a fixture enters it, or without one."""
        if function is None or self._enters(BEFORE_A_TEST, function):
            return dict(self.seconds)
        return {test: seconds for test, seconds in self.seconds.items() if self._enters(test, function)}

    def _enters(self, test: str, function: range) -> bool:
        return any(line in function for line in self.lines.get(test, ()))


class Changed(MetaPathFinder):
    """Imports one module with its numbered fault in it."""

    def __init__(self, module: str, path: Path, number: int) -> None:
        self.module, self.path, self.number = module, path, number

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        return spec_from_loader(fullname, _Loader(self)) if fullname == self.module else None


class _Loader(SourceFileLoader):
    def __init__(self, changed: Changed) -> None:
        super().__init__(changed.module, str(changed.path))
        self.number = changed.number

    def get_code(self, _fullname: str) -> CodeType:
        tree = ast.parse(Path(self.path).read_bytes())
        changes(tree)[self.number].plant()
        return compile(ast.fix_missing_locations(tree), self.path, "exec")


class Watching:
    """Notes which functions of a file each test enters. To be used as a plug-in of pytest."""

    def __init__(self, path: Path) -> None:
        self.path, self.now, self.reach = str(path), BEFORE_A_TEST, Reach()
        self.lines: dict[str, set[int]] = defaultdict(set)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        self.now = item.nodeid
        try:
            return (yield)
        finally:
            self.now = BEFORE_A_TEST

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.reach.seconds[report.nodeid] += report.duration

    def note(self, frame: FrameType, event: str, _: Any) -> None:
        if event == "call" and frame.f_code.co_filename == self.path:
            self.lines[self.now].add(frame.f_code.co_firstlineno)


class Chosen:
    """Runs only some tests, the quick ones first. To be used as a plug-in of pytest."""

    def __init__(self, seconds: dict[str, float]) -> None:
        self.seconds = seconds

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        chosen = [item for item in items if item.nodeid in self.seconds]
        items[:] = sorted(chosen, key=lambda item: self.seconds[item.nodeid])


def unchanged(path: Path, tests: Iterable[str], temporary: Path) -> tuple[int, Reach]:
    """The tests' exit code and reach without a fault."""
    watching = Watching(path)
    threading.setprofile(watching.note)
    sys.setprofile(watching.note)
    code = _pytest(tests, temporary, watching)
    sys.setprofile(None)
    threading.setprofile(None)
    watching.reach.lines = {test: sorted(lines) for test, lines in watching.lines.items()}
    return code, watching.reach


def changed(fault: Changed, tests: Iterable[str], temporary: Path, chosen: dict[str, float]) -> int:
    """The exit code of the chosen tests with a fault planted: 0 when none of them noticed, or none was left."""
    unload(fault.module)
    sys.meta_path.insert(0, fault)
    try:
        code = _pytest(tests, temporary, Chosen(chosen))
    except SystemExit:  # a module that ends the program when it is imported
        return int(pytest.ExitCode.INTERRUPTED)
    assert code or fault.module in sys.modules, "a fault in what no test imports would be missed for a wrong reason"
    return 0 if code == pytest.ExitCode.NO_TESTS_COLLECTED else code


def unload(module: str) -> None:
    """Forgets a module and all of ours that import it, however indirectly, so that they load again with the fault."""
    imported = what_imports_what()
    gone, found = set[str](), {module}
    while found:
        gone |= found
        found = {name for name, names in imported.items() if names & found} - gone
    for name in gone & set(sys.modules):
        package, _, own = name.rpartition(".")
        sys.modules[package].__dict__.pop(own, None) if package in sys.modules else None
    for name in gone:
        sys.modules.pop(name, None)


def what_imports_what() -> dict[str, set[str]]:
    """Each loaded module of ours with the names it imports. Asked once before the forks, it costs them nothing."""
    files = {name: str(module.__file__) for name, module in sys.modules.items() if name.startswith("mingus")}
    return {name: _imports(file) for name, file in files.items() if file.endswith(".py")}


@cache
def _imports(file: str) -> set[str]:
    """The names that a module imports, anywhere in it: modules, and what may be a module in a package."""
    nodes = list(ast.walk(ast.parse(Path(file).read_bytes())))
    froms = [node for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
    return (
        {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
        | {str(node.module) for node in froms}
        | {f"{node.module}.{name.name}" for node in froms for name in node.names}
    )


def _pytest(tests: Iterable[str], temporary: Path, plugin: object) -> int:
    return int(pytest.main(["-x", "-q", "--no-header", f"--basetemp={temporary}", *tests], plugins=[plugin]))


@dataclass
class Child:
    """A forked process, its place among those that run at the same time, and when its time is over."""

    pid: int
    slot: int
    ends_at: float
    exit_code: int | None = None


def fork(work: Callable[[], int], slot: int, log: Path, ends_at: float) -> Child:
    """Starts `work` in a process group of its own; its answer becomes the exit code, its words go to `log`."""
    pid = os.fork()
    if pid:
        return Child(pid, slot, ends_at)
    try:
        os.setsid()
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.environ["PYTEST_XDIST_WORKER"] = f"mutant{slot}"
        code = work()
    except BaseException:
        traceback.print_exc()
        code = BROKEN
    os._exit(code)
