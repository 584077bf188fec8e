"""What a page has asked of the database all at once, before anything reads it.

Functions that read take a `Reader`: a transaction of their caller's, or a glance in which their answer lies already.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from mingus.core.fixed import Asked, Fixed


class Glance:
    """The answers to statements that went to the database in one go, each with the values it was asked with."""

    def __init__(self, asked: Sequence[Asked], answers: Sequence[Sequence[Any]]) -> None:
        self._found = {statement: (values, rows) for (statement, values), rows in zip(asked, answers, strict=True)}

    def rows(self, statement: object, values: Mapping[str, Any]) -> Sequence[Any]:
        """The answer to a statement. Raises LookupError for one that was not asked, or not with these values."""
        asked_with, rows = self._found.get(statement, (None, ())) if isinstance(statement, Fixed) else (None, ())
        if asked_with != values:
            raise LookupError("this page reads what it has not asked for at the beginning")
        return rows


Reader = Session | Glance
