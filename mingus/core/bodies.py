"""How much a body may hold beyond its bytes: a small one can still be a deep nest, or ten thousand names."""

from collections.abc import Iterable
from typing import Any, Final

from flask import Request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

MAX_VALUES: Final = 2000
"""Of JSON, and fields and files of a form: far more than the largest form of ours has."""
MAX_DEPTH: Final = 16


class _Counted(FormDataParser):
    """Werkzeug counts the parts of multipart forms alone; the short way of sending a form can hold as many names."""

    def parse(self, *args: Any, **kwargs: Any) -> Any:
        stream, form, files = super().parse(*args, **kwargs)
        if sum(map(len, form.listvalues())) > MAX_VALUES:
            raise RequestEntityTooLarge
        return stream, form, files


class Asked(Request):
    """A request whose JSON is something, of bounded depth, and whose JSON and forms hold a bounded number of values."""

    form_data_parser_class = _Counted

    def get_json(self, force: bool = False, silent: bool = False, cache: bool = True) -> Any:  # noqa: FBT001, FBT002  werkzeug's
        """What the body says. Raises BadRequest, or answers None where `silent`."""
        found = super().get_json(force, silent, cache)
        fault = _fault(found)
        if not fault:
            return found
        return None if silent else self.on_json_loading_failed(ValueError(fault))


def _fault(found: Any) -> str:
    if found is None:
        return "nothing"
    level, values = [found], 0
    for _depth in range(MAX_DEPTH):
        level = [inner for each in level for inner in _inside(each)]
        values += len(level)
        if not level:
            return ""
        if values > MAX_VALUES:
            return "too many values"
    return "too deep"


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()
