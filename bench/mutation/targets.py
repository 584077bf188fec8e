"""Which modules get faults, section by section, and which tests must notice."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CHECKLIST = Path("mingus/checklist")
BOXES = CHECKLIST / "boxes"
PARTS = Path("tests/checklist/test_parts.py")
FRAME = ("rules.py", "box.py", "proof.py", "service.py", "waivers.py")


@dataclass(frozen=True)
class Target:
    """One module and the test files that answer for it."""

    section: str
    path: Path
    tests: tuple[Path, ...]

    @property
    def module(self) -> str:
        return ".".join(self.path.with_suffix("").parts)


def sections() -> list[str]:
    """What may be asked for: the frame, what looks, and each section of the specification that has checks."""
    return ["frame", "looking", *sorted(folder.parent.name for folder in BOXES.glob("*/__init__.py"))]


def targets(wanted: list[str]) -> Iterator[Target]:
    """The modules of some sections; of all when none is named. A module without a fault to plant is none."""
    for section in wanted or sections():
        for path in _modules(section):
            yield Target(section, path, _tests(path))


def _modules(section: str) -> list[Path]:
    if section == "frame":
        return [CHECKLIST / name for name in FRAME]
    folder = CHECKLIST / section if section == "looking" else BOXES / section
    return sorted(path for path in folder.rglob("*.py") if path.name != "__init__.py")


def _tests(path: Path) -> tuple[Path, ...]:
    """The mirror of a module (and what knows the parts of boxes); without one, the mirrors of those that import it."""
    mirror = _mirror(path)
    if mirror.is_file():
        return (mirror, PARTS) if path.is_relative_to(BOXES) else (mirror,)
    importers = sorted(other for other in CHECKLIST.rglob("*.py") if other != path and _imports(other, path))
    return tuple(test for test in map(_mirror, importers) if test.is_file())


def _mirror(path: Path) -> Path:
    return Path("tests", *path.parts[1:-1], f"test_{path.name}")


def _imports(other: Path, path: Path) -> bool:
    package, name = ".".join(path.parts[:-1]), path.stem
    return any(
        isinstance(node, ast.ImportFrom)
        and (node.module == f"{package}.{name}" or (node.module == package and name in {it.name for it in node.names}))
        for node in ast.walk(ast.parse(other.read_text()))
    )
