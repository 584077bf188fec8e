"""Bank files for tests of imports, and one way to bring them in."""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from mingus.core.db import transaction
from mingus.core.tenancy import Member
from mingus.ledger.models import Account, Transaction
from mingus.ledger.service import imports


@dataclass(frozen=True)
class Line:
    """A row of a made-up statement."""

    on: date
    amount: str
    text: str
    id: str | None = None
    pending: bool = False


def line(day: str, amount: str, text: str, id: str | None = None, *, pending: bool = False) -> Line:  # noqa: A002  as the bank calls it
    """`line("2026-03-01", "-2.75", "MARTA FARE")`."""
    return Line(date.fromisoformat(day), amount, text, id, pending)


def csv(lines: Iterable[Line]) -> bytes:
    """A CSV file with a status column."""
    rows = [f"{ln.on.isoformat()},{ln.text},{ln.amount},{'Pending' if ln.pending else 'Posted'}" for ln in lines]
    return "\n".join(["Date,Description,Amount,Status", *rows, ""]).encode()


def ofx(lines: Iterable[Line], *, closing: str | None = None, number: str = "000123456789") -> bytes:
    """An OFX 1.x file; pending rows go to the list of pending ones."""
    posted = "".join(_ofx_row(ln) for ln in lines if not ln.pending)
    balance = f"<LEDGERBAL><BALAMT>{closing}<DTASOF>20261231</LEDGERBAL>" if closing is not None else ""
    return (
        "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\nCHARSET:1252\nCOMPRESSION:NONE\n"
        "OLDFILEUID:NONE\nNEWFILEUID:NONE\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STMTRS><CURDEF>USD"
        f"<BANKACCTFROM><BANKID>061000104<ACCTID>{number}<ACCTTYPE>CHECKING</BANKACCTFROM>"
        f"<BANKTRANLIST><DTSTART>20260101<DTEND>20261231\n{posted}</BANKTRANLIST>{balance}"
        "</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n"
    ).encode()


def _ofx_row(ln: Line) -> str:
    return (
        f"<STMTTRN><TRNTYPE>OTHER<DTPOSTED>{ln.on:%Y%m%d}<TRNAMT>{ln.amount}<FITID>{ln.id or ''}"
        f"<NAME>{ln.text}</STMTTRN>\n"
    )


def bring_in(
    member: Member, content: bytes, *, name: str = "statement.csv", account_id: UUID | None = None
) -> tuple[UUID, Mapping[str, int]]:
    """Start and confirm an import as it is read, whatever it asks; the import's id and its counts."""
    import_id = look_at(member, content, name=name, account_id=account_id)
    with transaction(member.household_id) as db:
        view = imports.preview(db, member, import_id)
        choices = view.shape.choices if view.shape else []
        if answers := {choice.name: choice.value for choice in choices if choice.name in view.questions}:
            imports.correct(db, member, import_id, answers)
        return import_id, imports.confirm(db, member, import_id)


def look_at(member: Member, content: bytes, *, name: str = "statement.csv", account_id: UUID | None = None) -> UUID:
    """Start an import without confirming it."""
    with transaction(member.household_id) as db:
        return imports.start(db, member, name, io.BytesIO(content), account_id=account_id).id


def only_account(member: Member) -> UUID:
    """The household's one account."""
    with transaction(member.household_id, read_only=True) as db:
        return db.scalars(select(Account.id).where(Account.household_id == member.household_id)).one()


def rows(member: Member) -> list[tuple[str, int, str, str]]:
    """Every row that counts: day, amount, bank's text, status; sorted."""
    with transaction(member.household_id, read_only=True) as db:
        found = db.execute(
            select(
                Transaction.posted_on, Transaction.amount_minor, Transaction.bank_description, Transaction.status
            ).where(Transaction.household_id == member.household_id, Transaction.deleted_at.is_(None))
        )
        return sorted((str(day), minor, text or "", status) for day, minor, text, status in found)


def outcomes(member: Member, import_id: UUID) -> dict[str, int]:
    """How many rows of each outcome, without the zeros."""
    with transaction(member.household_id, read_only=True) as db:
        return {name: number for name, number in imports.counts(db, member.household_id, import_id).items() if number}


def change_row(member: Member, text: str, **values: Any) -> UUID:
    """Change the one row with this bank's text directly."""
    with transaction(member.household_id) as db:
        row = db.scalars(
            select(Transaction).where(
                Transaction.household_id == member.household_id, Transaction.bank_description == text
            )
        ).one()
        for name, value in values.items():
            setattr(row, name, value)
        return row.id
