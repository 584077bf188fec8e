"""Statements that never change but for their values: compiled once, then sent straight to the driver.

SQLAlchemy spends as long on the way of a small statement as the driver and the answer together; what runs with every
page goes past it. Errors arrive as SQLAlchemy's all the same, and whoever listens for its statements hears these too.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from typing import Any, Final, Generic, TypeAlias, TypeVarTuple, cast

import psycopg
from psycopg.rows import namedtuple_row, tuple_row
from sqlalchemy import ARRAY, BindParameter, Connection, LargeBinary, Row, Select, TextClause
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

Columns = TypeVarTuple("Columns")

_DIALECT: Final[PGDialect_psycopg] = PGDialect_psycopg()  # type: ignore[no-untyped-call]  # SQLAlchemy left it so


class Fixed(Generic[*Columns]):
    """A SELECT that is a constant of its module; what differs from call to call is in its `bindparam`s.

    Its values and columns must be of types the driver knows by itself, which nearly all are.
    """

    def __init__(self, statement: Select[*Columns] | TextClause) -> None:
        self.statement = statement

    @cached_property
    def sql(self) -> str:
        """As the driver takes it, with `%(name)s` for each value."""
        assert not self._compiled.post_compile_params, "an IN of many values is a statement per number"
        assert not any(map(_needs_reading, _types(self.statement))), "SQLAlchemy would have to read its columns"
        return str(self._compiled)

    @cached_property
    def constants(self) -> dict[str, Any]:
        """The values that are written into the statement."""
        named: Mapping[str, BindParameter[Any]] = self._compiled.binds
        return {name: value.value for name, value in named.items() if not value.required}

    @cached_property
    def _compiled(self) -> Any:
        return self.statement.compile(dialect=_DIALECT)

    def rows(self, connection: Connection, values: Mapping[str, Any]) -> Sequence[Row[*Columns]]:
        """All rows, as named tuples. Raises SQLAlchemy's DBAPIError as its own execution would."""
        with _cursor(connection, self.sql, {**self.constants, **values}) as cursor:
            return cast("Sequence[Row[*Columns]]", cursor.fetchall())


Asked: TypeAlias = tuple[Fixed[*tuple[Any, ...]], Mapping[str, Any]]
"""A statement and the values it is to be asked with."""


def together(connection: Connection, before: Sequence[str], asked: Sequence[Asked], after: str) -> list[Sequence[Any]]:
    """The rows of each statement in `asked`, sent in one go with what has to stand before and after them.

    When one of them fails, those behind it are not executed. Raises DBAPIError like `Fixed.rows`.
    """
    driver = cast("psycopg.Connection[Any]", connection.connection.driver_connection)
    try:
        with driver.pipeline():
            for sql in before:
                _sent(connection, driver, sql)
            cursors = [_sent(connection, driver, one.sql, {**one.constants, **values}) for one, values in asked]
            _sent(connection, driver, after)
        return [cursor.fetchall() for cursor in cursors]
    except psycopg.Error as error:
        raise _wrapped(connection, "; ".join((*before, *(one.sql for one, _ in asked), after)), error) from error


def send(connection: Connection, sql: str) -> None:
    """Send a statement that has no values and whose answer nobody needs. Raises DBAPIError like `Fixed.rows`."""
    with _cursor(connection, sql, None):
        pass


def _sent(
    connection: Connection, driver: "psycopg.Connection[Any]", sql: str, values: dict[str, Any] | None = None
) -> psycopg.Cursor[Any]:
    """A cursor whose answer comes when the pipeline it is in has ended."""
    cursor = driver.cursor(row_factory=tuple_row if values is None else _named)
    for heard in (connection.dispatch.before_cursor_execute, connection.dispatch.after_cursor_execute):
        heard(connection, cursor, sql, values, None, False)
    return cursor.execute(sql, values)


@contextmanager
def _cursor(connection: Connection, sql: str, values: dict[str, Any] | None) -> Iterator[psycopg.Cursor[Any]]:
    """A cursor that has executed `sql`; listeners for SQLAlchemy's statements have heard of it."""
    driver = cast("psycopg.Connection[Any]", connection.connection.driver_connection)
    heard = connection.dispatch
    with driver.cursor(row_factory=_named) as cursor:
        heard.before_cursor_execute(connection, cursor, sql, values, None, False)
        try:
            cursor.execute(sql, values)
            heard.after_cursor_execute(connection, cursor, sql, values, None, False)
            yield cursor
        except psycopg.Error as error:
            raise _wrapped(connection, sql, error) from error


def _named(cursor: psycopg.Cursor[Any]) -> Callable[[Sequence[Any]], Any]:
    """Rows as named tuples; `_make`, which psycopg calls for each, is Python around this very call."""
    make = namedtuple_row(cursor)
    kind = getattr(make, "__self__", None)  # none where there are no rows
    return make if kind is None else partial(tuple.__new__, kind)


def _wrapped(connection: Connection, sql: str, error: psycopg.Error) -> BaseException:
    """The error as SQLAlchemy says it; a connection that is gone is not used again."""
    is_gone = bool(getattr(connection.connection.driver_connection, "closed", False))
    if is_gone:
        connection.invalidate(error)
    return DBAPIError.instance(
        sql, None, error, psycopg.Error, hide_parameters=True, connection_invalidated=is_gone, dialect=_DIALECT
    )


def _types(statement: Select[*Columns] | TextClause) -> list[TypeEngine[Any]]:
    return [] if isinstance(statement, TextClause) else [column.type for column in statement.selected_columns]


def _needs_reading(kind: TypeEngine[Any]) -> bool:
    if isinstance(kind, LargeBinary):
        return False  # the driver gives bytes already
    if isinstance(kind, ARRAY):
        return kind.as_tuple or _needs_reading(kind.item_type)  # and lists of what it reads by itself
    return kind.dialect_impl(_DIALECT).result_processor(_DIALECT, None) is not None
