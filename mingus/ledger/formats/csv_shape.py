"""How one CSV file is to be read: every choice, how sure it is and why. Stored as JSON, corrected by a person."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from mingus.core.errors import Refused
from mingus.ledger.formats.choice import Choice
from mingus.ledger.formats.headers import ROLES, normalised

SIGNS = ("as_written", "inverted", "indicator", "debit_credit", "debit_credit_signed", "debit_credit_owed")
BALANCES = ("none", "oldest_first", "newest_first")
_QUESTIONS = ("encoding", "delimiter", "columns", "date_order", "decimal_mark", "sign", "currency")
CORRECTIONS = ("encoding", "delimiter", "first_line", "columns", "date_order", "decimal_mark", "sign", "currency")


@dataclass(frozen=True, slots=True)
class CsvShape:
    """All that `read_csv` needs to know. `columns` is from role to column number, counted from 0."""

    encoding: Choice[str]
    delimiter: Choice[str]
    header: tuple[str, ...]  # empty when the file has none
    first_line: int  # the first line with a transaction
    columns: Choice[dict[str, int]]
    date_order: Choice[str]
    decimal_mark: Choice[str]
    sign: Choice[str]
    currency: Choice[str]
    balance: str = "none"  # in which order the balance column runs, when it agrees with the amounts
    balance_sign: int = 1  # -1 where the file counts what is owed as positive
    sample: tuple[tuple[int, tuple[str, ...]], ...] = ()  # lines and cells for the preview

    def questions(self) -> list[str]:
        """The names of the choices that a person has to confirm, because the file does not settle them."""
        return [name for name in _QUESTIONS if not getattr(self, name).certain]

    def header_signature(self) -> str:
        """The same for every file with the same headers: the key under which choices are remembered for a bank."""
        names = self.header or (f"{len(self.sample[0][1]) if self.sample else 0} columns without a header",)
        return hashlib.sha256("\x1f".join(map(normalised, names)).encode()).hexdigest()[:32]

    def choices(self) -> dict[str, Any]:
        """What to remember for the bank's next file: pass it as `remembered`. The encoding is each file's own."""
        return {
            "columns": dict(self.columns.value),
            "date_order": self.date_order.value,
            "decimal_mark": self.decimal_mark.value,
            "sign": self.sign.value,
            "currency": self.currency.value,
        }

    def apply(self, corrections: Mapping[str, Any]) -> Self:
        """This shape with a person's answers. For another encoding, delimiter or columns infer again instead."""
        changed = {field: getattr(self, field) for field in self.__slots__}
        for name, value in checked(corrections).items():
            changed[name] = value if name == "first_line" else changed[name].corrected(value)
        return type(self)(**changed)

    def to_json(self) -> dict[str, Any]:
        """Plain lists, dicts and strings."""
        plain: dict[str, Any] = {}
        for name in self.__slots__:
            value = getattr(self, name)
            if isinstance(value, Choice):
                value = {
                    "value": value.value,
                    "certain": value.certain,
                    "why": value.why,
                    "candidates": list(value.candidates),
                }
            plain[name] = value
        plain["sample"] = [[line, list(cells)] for line, cells in self.sample]
        return plain | {"header": list(self.header)}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Self:
        """The shape that `to_json` wrote."""
        values = dict(plain)
        for name in _QUESTIONS:
            said = values[name]
            values[name] = Choice(said["value"], said["certain"], said["why"], tuple(said["candidates"]))
        values["header"] = tuple(values["header"])
        values["sample"] = tuple((line, tuple(cells)) for line, cells in values["sample"])
        return cls(**values)


def checked(corrections: Mapping[str, Any]) -> dict[str, Any]:
    """`corrections` as they may be applied. Raises Refused naming the first that means nothing."""
    allowed = {"date_order": ("ymd", "mdy", "dmy"), "decimal_mark": (".", ","), "sign": SIGNS}
    for name, value in corrections.items():
        if name not in CORRECTIONS or (name in allowed and value not in allowed[name]):
            raise Refused(f"“{str(value)[:40]}” is not a choice for {name[:40]}.", fields={name[:40]: "unknown"})
    columns = corrections.get("columns", {})
    for role, column in columns.items():
        if role not in ROLES or not isinstance(column, int) or not 0 <= column < 1000:
            raise Refused(f"“{str(role)[:40]}” can't be column {str(column)[:10]}.", fields={"columns": "unknown"})
    return dict(corrections)
