"""The sources of Mingus as syntax trees, for the rules of the house."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
MINGUS = ROOT / "mingus"
TESTS = ROOT / "tests"
EDGES = {"pages", "api", "jobs", "cli", "webhooks"}


@cache
def modules() -> tuple[tuple[Path, ast.Module], ...]:
    """Every module with its tree; paths are relative to the package."""
    return tuple(
        (path.relative_to(MINGUS), ast.parse(path.read_text()))
        for path in sorted(MINGUS.rglob("*.py"))
        if "static" not in path.parts
    )


def packages() -> set[str]:
    """The feature packages: every folder but the ground they stand on."""
    return {path.parent.name for path in MINGUS.glob("*/__init__.py")} - {"core"}


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Every function and method, nested ones too."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def imported_modules(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and name of every module something is imported from."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module


def imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and full name of everything imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def is_edge(path: Path) -> bool:
    """Whether a module is an edge: pages, api, jobs, cli, as a file or a folder."""
    return bool(EDGES & {*path.parts[1:-1], path.stem})
