"""Looks through text for what should be sealed: card numbers, IBANs, e-mail addresses. Says where, never what."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from mingus.ops.schema.reading import SECONDS, Reach, Tour, split

SAMPLE: Final = 2000

_COLUMNS: Final = """
    SELECT c.relname::text, a.attname::text, c.relrowsecurity
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
       AND NOT a.attisdropped AND has_table_privilege(c.oid, 'SELECT') AND a.attnum > 0
       AND a.atttypid IN ('text'::regtype, 'varchar'::regtype, 'jsonb'::regtype, 'json'::regtype) ORDER BY 1, 2
"""

_BELONGS: Final = frozenset({("people", "email"), ("people", "email_key")})
"""Where an e-mail address is the point of the column."""

FREE_TEXT: Final = frozenset(
    {
        ("transactions", "bank_description"),
        ("transactions", "bank_memo"),
        ("transactions", "note"),
        ("transaction_splits", "note"),
        ("import_rows", "description"),
        ("import_rows", "memo"),
        ("import_rows", "payee"),
        ("import_rows", "raw_value"),
        ("import_changes", "before"),
        ("payees", "name"),
        ("rules", "pattern"),
        ("goals", "note"),
        ("goal_contributions", "note"),
    }
)
"""What banks and people write in their own words: a bank's text may well name an IBAN or an address."""

# A first sieve that PostgreSQL and Python read alike; the functions below decide.
_SIEVE: Final = "[0-9][0-9 -]{11,22}[0-9]|[A-Z]{2}[0-9]{2}[ A-Z0-9]{11,38}|[^ @]+@[^ @]+[.][a-zA-Z]{2,}"
_CARD: Final = re.compile(
    r"(?<![\w.-])(?:(?:4\d{3}|5[1-5]\d{2}|2[2-7]\d{2}|6011|65\d{2})(?:[ -]?\d{4}){3}"
    r"|3[47]\d{2}[ -]?\d{6}[ -]?\d{5})(?![\w-])"
)
_IBAN: Final = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
_EMAIL: Final = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}\b")


@dataclass(frozen=True, slots=True)
class Finding:
    """`count` values of a column in which there is a card number, an IBAN or an e-mail address (`kind`)."""

    table: str
    column: str
    kind: str
    count: int
    is_free_text: bool


@dataclass(frozen=True, slots=True)
class Plaintext:
    """What was found, and how far was looked."""

    findings: tuple[Finding, ...]
    columns: int
    reach: Reach

    @property
    def misplaced(self) -> tuple[Finding, ...]:
        """What no bank and no person wrote in their own words; of their words, card numbers alone."""
        return tuple(found for found in self.findings if not found.is_free_text or found.kind == "card number")


def search(connection: Connection, *, at_most: int = SAMPLE, seconds: float = SECONDS) -> Plaintext:
    """Looks at `at_most` values of every text column (of each household); the catalogue and one query a round."""
    everybodys, own = split(connection, _COLUMNS)
    found = _findings(connection, everybodys, at_most)
    tour = Tour(connection, seconds=seconds)
    for _ in tour:
        found += _findings(connection, own, at_most)
    findings = tuple(Finding(*key, count, key[:2] in FREE_TEXT) for key, count in sorted(found.items()))
    return Plaintext(findings, len(everybodys + own), tour.reach)


def kinds_in(text: str) -> set[str]:
    """What should be sealed in this text: 'card number', 'IBAN', 'e-mail address'."""
    found = set()
    if any(_passes_luhn(match[0]) for match in _CARD.finditer(text)):
        found.add("card number")
    if any(_is_iban(match[0]) for match in _IBAN.finditer(text)):
        found.add("IBAN")
    if _EMAIL.search(text):
        found.add("e-mail address")
    return found


def _findings(connection: Connection, columns: list[tuple[str, str]], at_most: int) -> Counter[tuple[str, str, str]]:
    if not columns:
        return Counter()
    query = " UNION ALL ".join(
        f'SELECT {place}, word FROM (SELECT "{column}"::text AS word FROM "{table}" LIMIT {at_most:d}) AS part'  # noqa: S608  catalogue names
        f" WHERE word ~ '{_SIEVE}'"
        for place, (table, column) in enumerate(columns)
    )
    rows: Iterable[tuple[int, str]] = [(row[0], row[1]) for row in connection.exec_driver_sql(query)]
    return Counter(
        (*columns[place], kind)
        for place, text in rows
        for kind in kinds_in(text)
        if not (kind == "e-mail address" and columns[place] in _BELONGS)
    )


def _passes_luhn(number: str) -> bool:
    digits = [int(digit) for digit in reversed(number) if digit.isdigit()]
    doubled = (sum(divmod(2 * digit, 10)) if place % 2 else digit for place, digit in enumerate(digits))
    return sum(doubled) % 10 == 0


def _is_iban(words: str) -> bool:
    """ISO 13616: moved to the end and read as a number, its first four characters leave 1 of 97."""
    plain = words.replace(" ", "")
    return 15 <= len(plain) <= 34 and int("".join(str(int(c, 36)) for c in plain[4:] + plain[:4])) % 97 == 1
