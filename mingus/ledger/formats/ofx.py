"""Read OFX 1.x (SGML), OFX 2.x (XML) and QFX as a stream: accounts, their rows, their balances.

Written for what banks send, which is often neither: missing headers, closing tags, ids, account types; several
documents in one file. 100,000 rows take about a second, which no library known to us comes near.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import BinaryIO

from mingus.core.errors import BadFile, Refused
from mingus.core.money import currency_code
from mingus.ledger.formats import amounts, notation
from mingus.ledger.formats.amounts import AmountFault
from mingus.ledger.formats.choice import Choice
from mingus.ledger.formats.dates import DateFault
from mingus.ledger.formats.ofx_pieces import chunks, pieces
from mingus.ledger.formats.ofx_rows import RowReader, date_reader
from mingus.ledger.formats.ofx_tags import tags_of, unescaped
from mingus.ledger.formats.rows import Event, Events, StatementEnd, StatementStart
from mingus.ledger.formats.sniff import CUT_OFF
from mingus.ledger.formats.text import text_of

_STATEMENTS = {
    "STMTRS": None,
    "CCSTMTRS": "card",
    "INVSTMTRS": "investment",
    "LOANSTMTRS": "loan",
    "AMRTSTMTRS": "loan",
}
_KINDS = {
    "CHECKING": "checking",
    "SAVINGS": "savings",
    "MONEYMRKT": "savings",
    "CD": "savings",
    "CREDITLINE": "loan",
    "CREDITCARD": "card",
    "LOAN": "loan",
}
_ACCOUNTS = ("BANKACCTFROM", "CCACCTFROM", "INVACCTFROM", "LOANACCTFROM", "AMRTACCTFROM")
_BOUNDS = {"OFX", "/OFX", *_STATEMENTS, *(f"/{name}" for name in _STATEMENTS)}
_MAX_TAGS = 500_000
_BALANCES = ("LEDGERBAL", "AVAILBAL")
_AMOUNT_TAG = re.compile(r"<(?:TRNAMT|BALAMT)>\s*([^<\r\n]{1,60})")


def read_ofx(stream: BinaryIO, encoding: str, *, decimal_mark: str | None = None) -> Events:
    """The events of the file. Raises BadFile at the end if it turns out to be cut off or to hold no account."""
    mark = decimal_mark or decide_decimal_mark(stream, encoding).value
    document = _Document(mark)
    with text_of(stream, encoding) as text:
        for piece in pieces(text):
            if not piece.is_row:
                yield from chain.from_iterable(document.take(name, value) for name, value in tags_of(piece.text))
                continue
            if document.rows is None:
                yield document.start()
            assert document.rows is not None, "start() makes the reader"
            pending = document.is_pending_list or piece.text.startswith("<STMTTRNP>")
            yield document.rows.read(piece.text, piece.line, pending=pending)
    yield from document.finish()


def decide_decimal_mark(stream: BinaryIO, encoding: str) -> Choice[str]:
    """“.” or “,” before the decimals of every amount of the file. OFX has no thousands marks, but some banks do."""
    masks: set[str] = set()
    with text_of(stream, encoding) as text:
        for chunk in chunks(text):
            masks.update(map(notation.mask, _AMOUNT_TAG.findall(chunk)))
    found = notation.decide_notation(masks)
    if found.certain:
        return found
    lone = "," if any("," in mask for mask in masks) and not any("." in mask for mask in masks) else "."
    return Choice(found.value if len(masks) > 1 and "." in found.candidates else lone, found.certain, found.why)


@dataclass(slots=True)
class _Document:
    """Where we are in the file: the account that is being read, and what is known about it."""

    decimal_mark: str
    rows: RowReader | None = None
    is_pending_list: bool = False
    statements: int = 0
    _tags: int = 0
    _open_documents: int = 0
    _in_statement: bool = False
    _in_account: bool = False
    _balance: str | None = None
    _kind: str | None = None
    _said: dict[str, str] = field(default_factory=dict)
    _bank_message: str | None = None

    def take(self, name: str, value: str) -> Iterator[Event]:
        """Take one tag into account; a statement that ends by it is yielded."""
        self._tags += 1
        if self._tags > _MAX_TAGS:
            raise BadFile("The file has hundreds of thousands of accounts. That is no bank file.")
        if name in _BOUNDS:
            yield from self._end()
            self._in_statement = name in _STATEMENTS
            self._kind = _STATEMENTS.get(name)
            self._open_documents += (name == "OFX") - (name == "/OFX")
        elif name.lstrip("/") in _ACCOUNTS:
            self._in_account = name in _ACCOUNTS
        elif name.lstrip("/") in _BALANCES:
            self._balance = name if name in _BALANCES else None
        elif name.lstrip("/") == "BANKTRANLISTP":
            self.is_pending_list = name == "BANKTRANLISTP"
        elif value.strip():
            self._note(name, unescaped(value).strip())

    def start(self) -> StatementStart:
        """The statement begins: called before its first row, or at its end if it has none."""
        if not self._in_statement:
            raise BadFile("The file has transactions that belong to no account.")
        said = self._said
        self.statements += 1
        currency = _currency(said.get("CURDEF"))
        self.rows = RowReader(self.statements, currency, self.decimal_mark)
        kind = _KINDS.get(said.get("ACCTTYPE", "").upper(), self._kind)
        bank_id = said.get("BANKID") or said.get("BROKERID")
        return StatementStart(self.statements, said.get("ACCTID"), bank_id, kind, currency)

    def finish(self) -> Iterator[Event]:
        """The end of the file."""
        if self._open_documents > 0 or self._in_statement:
            raise BadFile(CUT_OFF)
        yield from ()
        if not self.statements:
            said = f" The bank's answer was: “{self._bank_message[:200]}”" if self._bank_message else ""
            raise BadFile(f"The file names no account.{said}")

    def _note(self, name: str, value: str) -> None:
        if self._balance and name in {"BALAMT", "DTASOF"}:
            self._said[f"{self._balance}.{name}"] = value
        elif self._in_account or name in {"CURDEF", "DTSTART", "DTEND"}:
            self._said.setdefault(name, value)
        elif name == "MESSAGE":
            self._bank_message = value

    def _end(self) -> Iterator[Event]:
        if not self._in_statement:
            return
        if self.rows is None:
            if "ACCTID" not in self._said:
                self._forget()
                return
            yield self.start()
        assert self.rows is not None, "start() makes the reader"
        closing_minor = self._amount("LEDGERBAL.BALAMT")
        knows_opening = closing_minor is not None and self.rows.is_complete
        yield StatementEnd(
            self.rows.statement,
            closing_minor - self.rows.posted_minor if closing_minor is not None and knows_opening else None,
            self._date("DTSTART") if knows_opening else None,
            closing_minor,
            self._date("LEDGERBAL.DTASOF") or self._date("DTEND"),
            self._amount("AVAILBAL.BALAMT"),
        )
        self._forget()

    def _forget(self) -> None:
        self._said, self.rows, self._balance = {}, None, None
        self._in_statement = self._in_account = self.is_pending_list = False

    def _amount(self, name: str) -> int | None:
        assert self.rows is not None, "balances are read when the statement has begun"
        try:
            return amounts.reader(self.decimal_mark, self.rows.currency)(self._said.get(name, ""))
        except AmountFault:
            return None

    def _date(self, name: str) -> date | None:
        try:
            return date_reader()(self._said.get(name, ""))
        except DateFault:
            return None


def _currency(code: str | None) -> str:
    try:
        return currency_code(code or "USD")
    except Refused:
        return "USD"
