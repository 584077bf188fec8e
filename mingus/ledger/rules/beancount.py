"""Beancount's notation: account names, strings, directives. Knows no database.

https://beancount.github.io/docs/beancount_language_syntax.html
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from mingus.core.money import Money

TRANSFERS: Final = "Assets:Transfers"
OPENING: Final = "Equity:Opening-Balances"
RESERVED: Final = frozenset({TRANSFERS, OPENING})

_NO_NAME: Final = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class Posting:
    """One line of a transaction."""

    account: str
    amount: Money


def account_names(root: str, names: Iterable[str], *, taken: Iterable[str] = ()) -> list[str]:
    """A valid and unique account under `root` for each name, in their order: 'Assets:Joint-Checking-2'."""
    used = {name.casefold() for name in (*taken, *RESERVED)}
    found: list[str] = []
    for name in names:
        plain = f"{root}:{_component(name)}"
        numbered = (plain if number == 1 else f"{plain}-{number}" for number in range(1, len(used) + 2))
        unique = next(candidate for candidate in numbered if candidate.casefold() not in used)
        used.add(unique.casefold())
        found.append(unique)
    return found


def quoted(text: str) -> str:
    """`text` as a string on one line, quotes and backslashes escaped."""
    plain = "".join(character if character.isprintable() else " " for character in text)
    return '"' + " ".join(plain.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'


def opening(on: date, account: str, currency: str | None = None) -> str:
    """The directive that begins an account."""
    return f"{on:%Y-%m-%d} open {account}{f' {currency}' if currency else ''}\n"


def balance(on: date, account: str, amount: Money) -> str:
    """The assertion that an account holds this at the beginning of the day."""
    return f"{on:%Y-%m-%d} balance {account}  {_said(amount)}\n"


def entry(
    on: date, flag: str, words: Sequence[str], metadata: Iterable[tuple[str, str]], postings: Iterable[Posting]
) -> str:
    """A transaction; `words` are payee and narration, `metadata` without empty values."""
    lines = [f"{on:%Y-%m-%d} {flag} {' '.join(quoted(word) for word in words)}"]
    lines += [f"  {key}: {quoted(value)}" for key, value in metadata if value]
    lines += [f"  {posting.account}  {_said(posting.amount)}" for posting in postings]
    return "\n".join(lines) + "\n\n"


def _component(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.replace("&", " and ")).encode("ascii", "ignore").decode()
    words = _NO_NAME.sub("-", plain).strip("-")
    return words[:1].upper() + words[1:] if words else "Unnamed"


def _said(amount: Money) -> str:
    return f"{amount.decimal_string()} {amount.currency}"
