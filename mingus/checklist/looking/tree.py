"""The source tree: its files as git knows them, read with bounds, parsed once."""

import ast
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from mingus.checklist.looking import programs
from mingus.checklist.missing import Missing
from mingus.checklist.parsing import parsed

MAX_FILES = 50_000
MAX_BYTES = 2 * 1024 * 1024
GIT_SECONDS = 10.0
NEVER_OURS = frozenset({".git", ".venv", "node_modules", "__pycache__", ".mingus"})


class Unreadable(Exception):
    """A file that can't be read as text; its words name the file and say why."""


@dataclass(frozen=True)
class Tree:
    """A checkout, or any folder with Mingus's sources in it."""

    root: Path
    _parsed: dict[str, ast.Module] = field(default_factory=dict, repr=False, compare=False)
    _listed: list[str] = field(default_factory=list, repr=False, compare=False)
    _lock: Lock = field(default_factory=Lock, repr=False, compare=False)

    def files(self, *beginnings: str, endings: tuple[str, ...] = ()) -> list[str]:
        """Paths that git tracks or would add, relative and sorted. Without git, all but what is never ours.

        Raises Missing when there is no tree, and Unreadable when it holds more files than a Mingus can have.
        """
        with self._lock:  # checks run beside each other, and each asks first
            if not self._listed:
                self._listed.extend(self._list())
        return [
            path
            for path in self._listed
            if (not beginnings or path.startswith(beginnings)) and (not endings or path.endswith(endings))
        ]

    def has(self, path: str) -> bool:
        return (self.root / path).is_file()

    def read(self, path: str) -> str:
        """The text of one file. Raises Unreadable for a binary, a folder, a link out of the tree, a huge file."""
        whole = self.root / path
        try:
            if not whole.resolve().is_relative_to(self.root.resolve()):
                raise Unreadable(f"{path} leads out of the tree")
            with whole.open("rb") as file:
                content = file.read(MAX_BYTES + 1)
        except OSError as error:
            raise Unreadable(f"{path} can't be read ({error.strerror})") from None
        if len(content) > MAX_BYTES:
            raise Unreadable(f"{path} is larger than {MAX_BYTES // 1024 // 1024} MB")
        if b"\0" in content:
            raise Unreadable(f"{path} is not text")
        try:
            return content.decode()
        except UnicodeDecodeError:
            raise Unreadable(f"{path} is not UTF-8") from None

    def texts(self, *beginnings: str, endings: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
        """Path and text of every file that is text; pictures and fonts are passed over."""
        for path in self.files(*beginnings, endings=endings):
            try:
                yield path, self.read(path)
            except Unreadable:
                continue

    def module(self, path: str) -> ast.Module:
        """A Python file, parsed. Raises Unreadable, also for what is not Python."""
        if path not in self._parsed:
            try:
                self._parsed[path] = parsed(self.read(path), path)
            except (SyntaxError, ValueError, RecursionError) as error:
                raise Unreadable(f"{path} is not Python ({error})") from None
        return self._parsed[path]

    def modules(self, *beginnings: str) -> Iterator[tuple[str, ast.Module]]:
        """Path and syntax tree of every Python file below the beginnings."""
        for path in self.files(*beginnings, endings=(".py",)):
            yield path, self.module(path)

    def git(self, *arguments: str) -> str:
        """What git answers about this tree. Missing without git or without a repository."""
        done = programs.run(["git", "-C", str(self.root), *arguments], seconds=GIT_SECONDS)
        if done.exit_code != 0:
            raise Missing(f"no repository: git {arguments[0]} does not work in {self.root}")
        return done.output

    @property
    def commit(self) -> str:
        """The commit that is checked out. Missing without a repository."""
        return self.git("rev-parse", "HEAD").strip()

    def _list(self) -> list[str]:
        if not (self.root / "pyproject.toml").is_file():
            raise Missing(f"no source tree at {self.root}: run this in a checkout, or give --tree")
        try:
            listed = self.git("ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
            found = sorted({path for path in listed if path and (self.root / path).is_file()})
        except Missing:
            found = sorted(self._walk())
        if len(found) > MAX_FILES:
            raise Unreadable(f"{self.root} holds more than {MAX_FILES} files: that is not a tree of Mingus")
        return found

    def _walk(self) -> Iterator[str]:
        count = 0
        for folder, below, names in os.walk(self.root):
            below[:] = [name for name in below if name not in NEVER_OURS]
            for name in names:
                yield os.path.relpath(os.path.join(folder, name), self.root)  # noqa: PTH118 - a Path each is slow
                count += 1
                if count > MAX_FILES:
                    return
