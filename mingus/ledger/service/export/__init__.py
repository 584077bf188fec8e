"""Everything a member may see, to take along: CSV for spreadsheets, JSON complete, Beancount for accountants.

Each answers pieces of text as they are read, so that an export of any size needs little memory. Keep the transaction
open until the last piece.
"""

import csv as csv_files
import io
from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final
from uuid import UUID

import orjson
from sqlalchemy.orm import Session

from mingus.core import clock, events
from mingus.core.errors import Refused
from mingus.core.money import Money
from mingus.core.tenancy import Member
from mingus.ledger.rules.figures import UNCATEGORIZED
from mingus.ledger.rules.spreadsheet import safe_cell
from mingus.ledger.service import person_rules
from mingus.ledger.service.export import lines as export_lines
from mingus.ledger.service.export.beancount import directives
from mingus.ledger.service.export.lines import ExportedLine

COLUMNS: Final = (
    "Date", "Account", "Payee", "Category", "Amount", "Currency", "Bank text", "Memo", "Note", "Status", "Transfer",
    "Part of", "Id",
)  # fmt: skip
KINDS: Final = frozenset({"csv", "json", "beancount"})
PIECE_CHARACTERS: Final = 32_000
VERSION: Final = 1


def export(db: Session, member: Member, kind: str) -> Iterator[str]:
    """Announce an export and write it, in one transaction."""
    announce(db, member, kind)
    return pieces(db, member, kind)


def announce(db: Session, member: Member, kind: str) -> None:
    """Write to the audit log that everything is taken along as csv, json or beancount. Raises Refused on another kind.

    Commit it before the first piece leaves, so that a download that breaks off is on record as well.
    """
    if kind not in KINDS:
        raise Refused("Choose csv, json or beancount.", fields={"format": "Choose csv, json or beancount."})
    events.record(db, events.DataExported(member.household_id, member.person_id, kind))


def pieces(db: Session, member: Member, kind: str) -> Iterator[str]:
    """The export of this kind, piece by piece; reads only."""
    return {"csv": csv, "json": json, "beancount": beancount}[kind](db, member)


def csv(db: Session, member: Member) -> Iterator[str]:
    """A line per transaction, or per part of a split one: the amounts of an account add up to its balance.

    Text that a spreadsheet would run as a formula has an apostrophe in front.
    """
    accounts = {account.id: account.name for account in export_lines.accounts(db, member)}
    categories = {category.id: category.name for category in export_lines.categories(db, member)}
    rows = ([safe_cell(cell) for cell in _cells(line, accounts, categories)] for line in export_lines.lines(db, member))
    return _in_pieces(_csv_lines(rows))


def json(db: Session, member: Member) -> Iterator[str]:
    """One object with all there is: accounts, categories, rules, transactions with their parts, deleted ones too."""
    return _in_pieces(_json_lines(db, member))


def beancount(db: Session, member: Member) -> Iterator[str]:
    """A file that `bean-check` accepts, with a balance assertion per account."""
    return _in_pieces(directives(db, member))


def _cells(line: ExportedLine, accounts: dict[UUID, str], categories: dict[UUID, str]) -> list[str]:
    minor = line.minor if line.part_minor is None else line.part_minor
    category_id = line.category_id if line.part_minor is None else line.part_category_id
    return [
        line.posted_on.isoformat(),
        accounts[line.account_id],
        line.payee or "",
        "" if line.transfer_id else categories.get(category_id, UNCATEGORIZED) if category_id else UNCATEGORIZED,
        Money(minor, line.currency).decimal_string(),
        line.currency,
        line.bank_description or "",
        line.bank_memo or "",
        line.part_note or line.note,
        line.status,
        str(line.transfer_id or ""),
        Money(line.minor, line.currency).decimal_string() if line.part_minor is not None else "",
        str(line.id),
    ]


def _csv_lines(rows: Iterator[list[str]]) -> Iterator[str]:
    written = io.StringIO()
    writer = csv_files.writer(written)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow(row)
        yield written.getvalue()
        written.seek(0)
        written.truncate()
    yield written.getvalue()


def _json_lines(db: Session, member: Member) -> Iterator[str]:
    yield f'{{"format":"mingus","version":{VERSION},"exported_at":"{clock.now().isoformat()}"'
    yield ',\n"accounts":' + _dumped(export_lines.accounts(db, member))
    yield ',\n"categories":' + _dumped(export_lines.categories(db, member))
    yield ',\n"rules":' + _dumped(person_rules.list_for(db, member))
    yield ',\n"transactions":['
    comma = ""
    for _, parts in groupby(export_lines.lines(db, member, deleted=True), key=lambda line: line.id):
        yield f"{comma}\n{_dumped(_transaction(list(parts)))}"
        comma = ","
    yield "\n]}\n"


def _transaction(parts: list[ExportedLine]) -> dict[str, Any]:
    line = parts[0]
    bank = {
        "posted_on": line.bank_posted_on,
        "amount": _amount(line.bank_minor, line.currency),
        "description": line.bank_description,
        "memo": line.bank_memo,
        "category": line.bank_category,
        "id": line.source_id,
    }
    splits = [
        {
            "amount": _amount(part.part_minor, part.currency),
            "category_id": part.part_category_id,
            "note": part.part_note,
        }
        for part in parts
        if part.part_minor is not None
    ]
    return {
        "id": line.id,
        "account_id": line.account_id,
        "posted_on": line.posted_on,
        "amount": _amount(line.minor, line.currency),
        "currency": line.currency,
        "status": line.status,
        "payee": line.payee,
        "category_id": line.category_id,
        "note": line.note,
        "transfer_id": line.transfer_id,
        "splits": splits,
        "bank": bank if line.bank_posted_on else None,
        "created_at": line.created_at,
        "deleted_at": line.deleted_at,
    }


def _amount(minor: int | None, currency: str) -> str | None:
    return None if minor is None else Money(minor, currency).decimal_string()


def _dumped(value: object) -> str:
    return orjson.dumps(value).decode()


def _in_pieces(lines: Iterator[str]) -> Iterator[str]:
    """Few big pieces instead of many small ones: each is a write to the network."""
    waiting: list[str] = []
    size = 0
    for line in lines:
        waiting.append(line)
        size += len(line)
        if size >= PIECE_CHARACTERS:
            yield "".join(waiting)
            waiting, size = [], 0
    yield "".join(waiting)
