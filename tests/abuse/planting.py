"""A row of somebody's in every table, with a canary in whatever field takes one, whatever tables there are.

Read from the catalogue, so that a table nobody thought of is planted too.
"""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from mingus.core.clock import now
from mingus.core.ids import new_id
from mingus.core.tenancy import Member

CANARY = "Canaryzqx4711"
COLUMNS = """
    SELECT a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull
      FROM pg_attribute a
     WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
"""
KEYS = """
    SELECT f.attname, k.confrelid::regclass::text, t.attname
      FROM pg_constraint k, unnest(k.conkey, k.confkey) AS pair(here, there)
      JOIN pg_attribute f ON true JOIN pg_attribute t ON true
     WHERE k.contype = 'f' AND k.conrelid = %s::regclass AND f.attrelid = k.conrelid AND f.attnum = pair.here
       AND t.attrelid = k.confrelid AND t.attnum = pair.there
"""
CHECKS = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'c' AND conrelid = %s::regclass"


@dataclass
class Planter:
    """Works as the superuser, whom row-level security does not stop."""

    connection: psycopg.Connection[Any]
    member: Member
    columns: dict[str, list[tuple[str, str, bool]]] = field(default_factory=dict)

    def owner_of(self, table: str) -> tuple[str, UUID] | None:
        """The column by which a table says whose a row is, and whose it would be here."""
        names = [name for name, _, _ in self._columns(table)]
        if table in {"people", "households"}:
            return "id", self.member.person_id if table == "people" else self.member.household_id
        if "household_id" in names:
            return "household_id", self.member.household_id
        return ("person_id", self.member.person_id) if "person_id" in names else None

    def count(self, table: str) -> int:
        """How many rows of a table are this person's or household's."""
        owner = self.owner_of(table)
        assert owner, table
        wanted = sql.SQL("SELECT count(*) FROM {} WHERE {} = %s").format(*map(sql.Identifier, (table, owner[0])))
        return int(self.connection.execute(wanted, [owner[1]]).fetchone()[0])  # type: ignore[index]  # count has a row

    def plant(self, table: str) -> None:
        """Make a row where there is none, then write the canary into each field of the rows that takes it."""
        if not self.count(table):
            self._insert(table)
        for name, kind, _ in self._columns(table):
            if value := _canary_for(kind):
                self._try_to_write(table, name, value)

    def _insert(self, table: str) -> None:
        """The fields it needs; where a check wants more, all of them."""
        try:
            with self.connection.transaction():
                self._insert_with(table, [column for column in self._columns(table) if column[2]])
        except psycopg.errors.CheckViolation:
            self._insert_with(table, self._columns(table))

    def _insert_with(self, table: str, columns: list[tuple[str, str, bool]]) -> None:
        values = {name: self._value(table, name, kind) for name, kind, _ in columns}
        owner = self.owner_of(table)
        assert owner, table
        values[owner[0]] = owner[1]
        statement = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
            sql.Identifier(table),
            sql.SQL(", ").join(map(sql.Identifier, values)),
            sql.SQL(", ").join(sql.Placeholder() * len(values)),
        )
        self.connection.execute(statement, list(values.values()))

    def _try_to_write(self, table: str, name: str, value: Any) -> None:
        owner = self.owner_of(table)
        assert owner, table
        write = sql.SQL("UPDATE {} SET {} = %s WHERE {} = %s").format(*map(sql.Identifier, (table, name, owner[0])))
        try:
            with self.connection.transaction():
                self.connection.execute(write, [value, owner[1]])
        except psycopg.Error:
            return  # a field that takes certain words only, or one value only once

    def _value(self, table: str, name: str, kind: str) -> Any:
        if name == "household_id":
            return self.member.household_id
        if name in {"person_id", "private_to", "added_by", "made_by"}:
            return self.member.person_id
        for here, other, there in self.connection.execute(KEYS, [table]).fetchall():
            if here == name and (found := self._existing(other, there)) is not None:
                return found
        allowed = self._allowed(table, name) if kind == "text" else None
        return allowed if allowed is not None else _plain(kind)

    def _existing(self, table: str, name: str) -> Any:
        owner = self.owner_of(table)
        if not owner:
            return None
        if not self.count(table):
            self._insert(table)
        wanted = sql.SQL("SELECT {} FROM {} WHERE {} = %s LIMIT 1").format(
            *map(sql.Identifier, (name, table, owner[0]))
        )
        found = self.connection.execute(wanted, [owner[1]]).fetchone()
        return found[0] if found else None

    def _allowed(self, table: str, name: str) -> str | None:
        checks = [check for (check,) in self.connection.execute(CHECKS, [table]).fetchall()]
        for check in checks:
            if word := re.search(rf"\b{name} = ANY \(ARRAY\['([^']+)'", check):
                return word[1]
        for check in checks:
            if re.search(rf"\b{name}\b", check) and (word := re.search(r"'([^']+)'::text", check)):
                return word[1]
        return None

    def _columns(self, table: str) -> list[tuple[str, str, bool]]:
        if table not in self.columns:
            self.columns[table] = self.connection.execute(COLUMNS, [table]).fetchall()
        return self.columns[table]


def _canary_for(kind: str) -> Any:
    return {"text": CANARY, "bytea": CANARY.encode(), "jsonb": Jsonb({"said": CANARY})}.get(kind)


def _plain(kind: str) -> Any:
    moment = now()
    made: dict[str, Any] = {
        "uuid": new_id(),
        "boolean": False,
        "date": moment.date() - timedelta(days=moment.weekday()),  # weeks begin on a Monday
        "timestamp with time zone": moment,
        **dict.fromkeys(("integer", "bigint", "smallint"), 1),
    }
    return made.get(kind, _canary_for(kind))
