"""Where the sources would talk in the open, or to whoever answers: `http://` addresses, certificates not looked at."""

import ast
import re
from collections.abc import Iterator
from ipaddress import ip_address

ADDRESS = re.compile(r"http://(\[[^\]]*\]|[^/:?#\s\"']*)", re.IGNORECASE)
HERE = frozenset({"localhost", "[::1]", "[", ""})  # the last two begin an address whose host is put in later
NAMES = frozenset({"www.sitemaps.org"})  # the name of a format, which nobody asks
OFF = ("verify", "check_hostname", "verify_mode", "ssl_cert_reqs", "cert_reqs")
BLIND = frozenset({"CERT_NONE", "CERT_OPTIONAL", "_create_unverified_context"})


def open_lines(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and fault of each."""
    prose = {id(node) for node in _docstrings(module)}
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield from ((node.lineno, f"talks in the open to {host}") for host in _abroad(node.value))
        if isinstance(node, ast.Attribute | ast.Name) and _named(node) in BLIND:
            yield node.lineno, f"looks at no certificate ({_named(node)})"
        yield from ((node_line, f"switches {name} off") for node_line, name in _switched_off(node))


def _abroad(text: str) -> Iterator[str]:
    for host in ADDRESS.findall(text):
        if host not in HERE | NAMES and not _is_loopback(host):
            yield host


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _switched_off(node: ast.AST) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.keyword) and node.arg in OFF and _is_off(node.value):
        yield node.value.lineno, node.arg
    elif isinstance(node, ast.Assign) and _is_off(node.value):
        yield from ((node.lineno, _named(target)) for target in node.targets if _named(target) in OFF)


def _is_off(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value in {False, "none"}


def _named(node: ast.expr) -> str:
    return str(getattr(node, "attr", getattr(node, "id", "")))


def _docstrings(module: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(module):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
