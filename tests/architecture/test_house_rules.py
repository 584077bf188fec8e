"""The rules of the house. Each failure says what to do instead."""

import ast
from pathlib import Path

from tests.architecture.sources import MINGUS, TESTS, functions, imported_modules, imports, is_edge, modules, packages

MAX_FILE_LINES, MAX_FUNCTION_LINES, MAX_POSITIONAL, MAX_NESTING = 300, 40, 5, 3
BLOCKS = (ast.For, ast.While, ast.If, ast.With, ast.Try)


def test_packages_are_entered_by_the_front_door() -> None:
    """Import another package as `from mingus import goals`, never `from mingus.goals.models import …`."""
    burglars = [
        f"{path}:{line} {name}"
        for path, tree in modules()
        for line, name in imported_modules(tree)
        if name.startswith("mingus.")
        if (package := name.split(".")[1]) in packages() and package != path.parts[0] and len(name.split(".")) > 2
    ]
    assert not burglars


def test_files_stay_under_the_wall() -> None:
    """A file that outgrows 300 lines becomes a folder of the same name, or has a second idea in it."""
    lines = {path: len((MINGUS / path).read_text().splitlines()) for path, _ in modules()}
    assert not {path: count for path, count in lines.items() if count > MAX_FILE_LINES}


def test_functions_stay_small() -> None:
    """At most 40 lines and five positional arguments. Give the second idea its own function."""
    too_big = [
        f"{path}:{node.lineno} {node.name}"
        for path, tree in modules()
        for node in functions(tree)
        if (node.end_lineno or 0) - node.lineno + 1 > MAX_FUNCTION_LINES
        or len([a for a in node.args.args if a.arg not in {"self", "cls"}]) > MAX_POSITIONAL
    ]
    assert not too_big


def test_code_is_nested_three_deep_at_most() -> None:
    """Return early, or name the inner part."""
    deep = [
        f"{path}:{node.lineno} {node.name}"
        for path, tree in modules()
        for node in functions(tree)
        if _depth(node) > MAX_NESTING
    ]
    assert not deep


def _depth(node: ast.AST) -> int:
    inner = max((_depth(child) for child in ast.iter_child_nodes(node)), default=0)
    elif_chain = isinstance(node, ast.If) and len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If)
    return inner + (isinstance(node, BLOCKS) and not elif_chain)


def test_only_edges_open_transactions_and_nobody_commits() -> None:
    """`with transaction(…)` belongs to pages, api, jobs and cli; the rest takes the caller's `db`."""
    allowed = {Path("core/db.py"), Path("core/command.py"), Path("app.py"), Path("worker.py")}
    strays = [
        f"{path}:{node.lineno}"
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        if (name := getattr(node.func, "attr", getattr(node.func, "id", None))) in {"commit", "transaction"}
        if path not in allowed and not (name == "transaction" and _may_open(path))
    ]
    assert not strays


def _may_open(path: Path) -> bool:
    """Edges; identity's attempts and authentication, which must count a failure that rolls back; the whole of ops."""
    return is_edge(path) or path.parts[0] == "ops" or path.stem == "authentication" or path.stem.endswith("attempts")


def test_every_module_says_what_it_is_for() -> None:
    assert not [path for path, tree in modules() if not ast.get_docstring(tree)]


def test_rules_know_no_database_no_clock_no_web() -> None:
    """Pass in what they need: `today` is an argument, rows are frozen dataclasses."""
    forbidden = ("flask", "sqlalchemy", "apiflask", "mingus.core.db", "mingus.core.clock", "mingus.core.web")
    impure = [
        f"{path}:{line} {name}"
        for path, tree in modules()
        if path.stem == "rules" or {"rules", "formats"} & set(path.parts)
        for line, name in imports(tree)
        if name.startswith(forbidden)
    ]
    assert not impure


def test_money_never_meets_a_float() -> None:
    """Amounts are whole minor units. Pixels of charts may be fractions; money may not."""
    near_money = ("ledger", "goals", "dashboard", "core/money.py", "core/fields.py")
    floats = [
        f"{path}:{node.lineno}"
        for path, tree in modules()
        if str(path).startswith(near_money)
        for node in ast.walk(tree)
        if (isinstance(node, ast.Name) and node.id == "float")
        or (isinstance(node, ast.Constant) and isinstance(node.value, float))
    ]
    assert not floats


def test_only_the_clock_asks_the_time() -> None:
    """Call `core.clock.now()` and `clock.today(zone)`."""
    askers = [
        f"{path}:{node.lineno}"
        for path, tree in modules()
        if path.parts[0] != "ops" and path != Path("core/clock.py")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        if node.attr in {"utcnow", "today"} or (node.attr == "now" and getattr(node.value, "id", "") == "datetime")
        if getattr(node.value, "id", "") in {"datetime", "date"}
    ]
    assert not askers


def test_every_module_has_its_tests() -> None:
    """mingus/goals/rules.py is tested in tests/goals/test_rules.py, mingus/ledger/pages/imports.py in its folder."""
    untested = [str(path) for path, tree in modules() if _deserves_tests(path, tree) and not _has_tests(path)]
    assert not untested


def _deserves_tests(path: Path, tree: ast.Module) -> bool:
    """Modules with functions of their own; tables, data and statements are tested through what uses them."""
    plain = {"models", "schemas", "templates"}
    return path.stem != "__init__" and not plain & {*path.parts, path.stem} and any(functions(tree))


def _has_tests(path: Path) -> bool:
    """A test file of the same name in the mirrored folder, or one named after the folder it belongs to."""
    folder = TESTS / path.parent
    return any((place / f"test_{name}.py").exists() for place, name in _places(folder, path))


def _places(folder: Path, path: Path) -> list[tuple[Path, str]]:
    found = [(folder, path.stem)]
    if len(path.parts) > 2:
        found.append((folder.parent, path.parts[-2]))
    return found
