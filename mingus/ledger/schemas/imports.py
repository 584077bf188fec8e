"""What people say about an import: how a file is to be read, where it goes, what becomes of a row."""

import re
from typing import Annotated, Any, Literal, Self, get_args
from uuid import UUID

from pydantic import Field, StringConstraints

from mingus.core.errors import Refused
from mingus.core.fields import AmountText, Currency, EmptyIsNone, Incoming, Name
from mingus.ledger.models import KINDS

_COLUMN_NUMBER = re.compile("[0-9]{1,4}")
Word = Annotated[str, StringConstraints(max_length=40)]
Column = Annotated[int, Field(ge=0, lt=1000)]
Kind = Literal["checking", "savings", "cash", "card", "loan", "investment", "property", "other"]
assert set(KINDS) == set(get_args(Kind))


class ShapeCorrections(Incoming):
    """Answers about a CSV file. What is left out stays as it was inferred. `columns` is from role to column number."""

    encoding: Annotated[Word | None, EmptyIsNone] = None
    delimiter: Annotated[Literal[",", ";", "\t", "|"] | None, EmptyIsNone] = None
    columns: dict[str, Column] | None = None
    date_order: Annotated[Literal["ymd", "mdy", "dmy"] | None, EmptyIsNone] = None
    decimal_mark: Annotated[Literal[".", ","] | None, EmptyIsNone] = None
    sign: Annotated[Word | None, EmptyIsNone] = None
    currency: Annotated[Currency | None, EmptyIsNone] = None

    def given(self) -> dict[str, Any]:
        """Only what was answered."""
        return self.model_dump(exclude_none=True)

    @classmethod
    def from_form(cls, form: dict[str, str]) -> Self:
        """The form has one choice of role per column: 'column-0' = 'date'. Raises Refused when a role comes twice."""
        columns: dict[str, int] = {}
        for name, role in form.items():
            if not name.startswith("column-") or not role:
                continue
            if role in columns:
                raise Refused("Two columns have the same meaning.", fields={"columns": "Choose each meaning once."})
            number = name.removeprefix("column-")
            columns[role] = int(number) if _COLUMN_NUMBER.fullmatch(number) else -1  # which the model refuses
        rest = {name: value for name, value in form.items() if not name.startswith(("column-", "csrf_token"))}
        return cls.model_validate(rest | ({"columns": columns} if columns else {}))


class Target(Incoming):
    """Where a statement goes: an account, or (none) a new one with this name, kind and opening balance."""

    account_id: Annotated[UUID | None, EmptyIsNone] = None
    name: Annotated[Name | None, EmptyIsNone] = None
    kind: Annotated[Kind | None, EmptyIsNone] = None
    opening: Annotated[AmountText | None, EmptyIsNone] = None


class RowDecision(Incoming):
    """A person's word on a row: add it, it is the same as the stored one, or leave it out."""

    decision: Literal["add", "same", "skip"]
