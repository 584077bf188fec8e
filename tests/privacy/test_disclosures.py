"""The pages say of cookies and retention what the code does."""

import ast
import re
from collections.abc import Iterator

import yaml

from mingus.core import retention
from mingus.core.security_events import KINDS  # noqa: F401  core is loaded as the application loads it
from mingus.privacy.disclosures import COOKIES, RETENTION
from tests.architecture.sources import ROOT, modules


def test_every_cookie_that_is_set_is_on_the_page() -> None:
    listed = {cookie.name for cookie in COOKIES}
    assert set(_set_by_us()) | {"flash", "remembered-…"} == listed  # the last has a name for each person


def test_retention_says_what_the_code_enforces() -> None:
    said = yaml.safe_load((ROOT / "docs" / "retention.yaml").read_text())
    words = {kept.kind: kept.how_long for kept in RETENTION}
    assert set(words) == set(said) - {"head"}
    for kind, how_long in words.items():
        numbers = {str(said[kind][unit]) for unit in ("minutes", "hours", "days") if unit in said[kind]}
        assert numbers <= set(re.findall(r"\d+", how_long)), kind


def test_archives_are_kept_as_long_as_the_page_says() -> None:
    assert {kept.kind: kept.how_long for kept in RETENTION}["data_archives"] == f"{retention.DATA_ARCHIVES.days} days"


def _set_by_us() -> Iterator[str]:
    """The names given to `set_cookie` anywhere, constants resolved in their module, else in whichever has one.

    `known_browsers.COOKIE` is the constant of the module of that name.
    """
    everywhere = dict(pair for _, tree in modules() for pair in _constants(tree))
    theirs = {f"{path.stem}.{name}": value for path, tree in modules() for name, value in _constants(tree)}
    for _, tree in modules():
        constants = {**everywhere, **theirs, **dict(_constants(tree))}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func) == "set_cookie":
                yield from _cookie(node, constants)


def _cookie(call: ast.Call, constants: dict[str, str]) -> Iterator[str]:
    for argument in call.args[:2]:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield argument.value
            return
        if (name := ast.unparse(argument)) in constants:
            yield constants[name]
            return


def _constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            value = node.value
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield node.target.id, value.value


def _name(function: ast.expr) -> str:
    return getattr(function, "attr", getattr(function, "id", ""))
