"""What Python sources say about names: who gives one a value, who reads one from the environment, what is told."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator

SECRET_NAME = re.compile(r"^(?:SECRET_KEY|JWT_SECRET_KEY|FIELD_ENCRYPTION_KEYS?\w*)$")
SHORTEST_SECRET = 8
WRITES_COMMENTS = (".sql", ".yaml", ".yml", ".toml", ".ts", ".css", ".html", ".md", ".sh")
READERS = frozenset({"get", "pop", "setdefault"})
DOCSTRING = re.compile(r"^[rbuRBU]*\"{3}")


def given(module: ast.Module) -> Iterator[tuple[str, int]]:
    """Every secret that is given a value of some length: by assignment, by keyword, in a dictionary."""
    for node in ast.walk(module):
        for name, value in _pairs(node):
            if SECRET_NAME.match(name) and _is_text(value):
                yield name, value.lineno


def constants(module: ast.Module) -> Iterator[tuple[str, int]]:
    """Every name that the module itself assigns."""
    for node in module.body:
        for name, value in _pairs(node):
            yield name, value.lineno


def read_from_environment(module: ast.Module) -> Iterator[tuple[str, int]]:
    """Every name that is taken out of `os.environ`, or asked of `getenv`."""
    for node in ast.walk(module):
        if isinstance(node, ast.Subscript) and _is_environ(node.value):
            yield _constant(node.slice), node.lineno
        elif isinstance(node, ast.Call) and node.args and _reads_environ(node.func):
            yield _constant(node.args[0]), node.lineno


def comments(path: str, text: str) -> Iterator[tuple[int, str]]:
    """Number and words of every line that speaks to people: of Python the comments and docstrings, of the rest all."""
    if not path.endswith(".py"):
        yield from enumerate(text.splitlines(), 1) if path.endswith(WRITES_COMMENTS) else ()
        return
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    except (tokenize.TokenError, SyntaxError):
        return
    for token in tokens:
        if token.type == tokenize.COMMENT or (token.type == tokenize.STRING and DOCSTRING.match(token.string)):
            yield from enumerate(token.string.splitlines(), token.start[0])


def _pairs(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """Names and what they are given, whichever way."""
    if isinstance(node, ast.Assign):
        yield from ((_name(target), node.value) for target in node.targets)
    elif isinstance(node, ast.AnnAssign) and node.value is not None:
        yield _name(node.target), node.value
    elif isinstance(node, ast.keyword) and node.arg:
        yield node.arg, node.value
    elif isinstance(node, ast.Dict):
        yield from ((_constant(key), value) for key, value in zip(node.keys, node.values, strict=True) if key)


def _reads_environ(called: ast.expr) -> bool:
    if isinstance(called, ast.Name):
        return called.id == "getenv"
    if not isinstance(called, ast.Attribute):
        return False
    return called.attr == "getenv" or (called.attr in READERS and _is_environ(called.value))


def _is_environ(node: ast.expr) -> bool:
    """`os.environ` itself; a mapping that somebody was handed is the business of who handed it."""
    return isinstance(node, ast.Attribute) and node.attr == "environ" and getattr(node.value, "id", "") == "os"


def _is_text(value: ast.expr) -> bool:
    """A value of some length; an empty default is none."""
    found = value.value if isinstance(value, ast.Constant) else None
    return isinstance(found, str | bytes) and len(found) >= SHORTEST_SECRET


def _name(target: ast.expr) -> str:
    if isinstance(target, ast.Subscript):
        return _constant(target.slice)
    return str(getattr(target, "id", getattr(target, "attr", "")))


def _constant(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
