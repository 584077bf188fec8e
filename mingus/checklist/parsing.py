"""Python sources as syntax trees, one at a time: checks run beside each other."""

import ast
from threading import Lock

_ONE_AT_A_TIME = Lock()  # CPython 3.11 counts how deep it is for all threads together, and stops over two at once


def parsed(text: str, path: str = "<text>") -> ast.Module:
    """The syntax tree. Raises what `ast.parse` raises."""
    with _ONE_AT_A_TIME:
        return ast.parse(text, path)
