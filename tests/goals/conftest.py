"""What the tests of goals share beside the people of everybody."""

from collections.abc import Iterator

import pytest
from sqlalchemy import event

from mingus.core import db


@pytest.fixture
def statements() -> Iterator[list[str]]:
    """Every SQL statement this process sends from now on."""
    sent: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    engine = db.engine()
    event.listen(engine, "before_cursor_execute", listen)
    yield sent
    event.remove(engine, "before_cursor_execute", listen)
