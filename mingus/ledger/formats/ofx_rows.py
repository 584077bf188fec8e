"""One `<STMTTRN>` of an OFX file becomes one row, or a fault that says which line and tag."""

from collections.abc import Callable
from datetime import date

from mingus.core.errors import Refused
from mingus.core.money import currency_code
from mingus.ledger.formats import amounts, dates
from mingus.ledger.formats.amounts import AmountFault
from mingus.ledger.formats.dates import DateFault
from mingus.ledger.formats.ofx_tags import fields_of
from mingus.ledger.formats.rows import BankRow, RowFault, RowSkipped

_NO_ID = frozenset(["", "0", "NONE", "N/A"])
# Some Brazilian banks write balances between the movements, without an id.
_BALANCE_NAMES = ("saldo anterior", "saldo do dia", "saldo final", "saldo inicial", "saldo atual")


class RowReader:
    """Reads the rows of one statement. It counts how often an id came before and sums what was posted."""

    def __init__(self, statement: int, currency: str, decimal_mark: str) -> None:
        self.statement = statement
        self.currency = currency
        self.posted_minor = 0
        self.is_complete = True  # no fault, no other currency: opening = closing - posted
        self._decimal_mark = decimal_mark
        self._read_amount = amounts.reader(decimal_mark, currency)
        self._read_date = date_reader()
        self._seen: dict[str, int] = {}

    def read(self, block: str, line: int, *, pending: bool) -> BankRow | RowFault | RowSkipped:
        """The row in `block`, which starts on `line` of the file."""
        fields = fields_of(block)
        get = fields.get
        name, memo = get("NAME", "").strip(), get("MEMO", "").strip()
        source_id = get("FITID", "").strip()
        if source_id in _NO_ID and (name or memo).casefold().startswith(_BALANCE_NAMES):
            return RowSkipped(line, name or memo, "a balance, not a movement")
        posted = get("DTPOSTED") or get("DTTRAN") or get("DTUSER") or ""
        tag, value = "TRNAMT", get("TRNAMT", "")
        currency, read_amount = self._currency_of(fields)
        try:
            amount_minor = read_amount(value.strip())
            tag, value = "DTPOSTED", posted
            posted_on = self._read_date(posted.strip())
        except (AmountFault, DateFault) as error:
            self.is_complete = False
            return RowFault(_line_of(tag, block, line), tag, value.strip()[:200], str(error), self.statement)
        if not pending:
            self.posted_minor += amount_minor
        return BankRow(
            line,
            posted_on,
            amount_minor,
            currency,
            name or memo,
            memo if name and memo != name else "",
            None if source_id in _NO_ID else source_id,
            self._repeat(source_id),
            pending,
            None,
            get("CHECKNUM", "").strip() or None,
            get("TRNTYPE", "").strip() or None,
            self._transacted_on(get("DTUSER"), posted_on),
            self.statement,
        )

    def _currency_of(self, fields: dict[str, str]) -> tuple[str, amounts.Reader]:
        """CURRENCY says that the amount is in another one; ORIGCURRENCY only what it was before the bank changed it."""
        if "CURRENCY" not in fields or "CURSYM" not in fields:
            return self.currency, self._read_amount
        self.is_complete = False
        try:
            currency = currency_code(fields["CURSYM"])
        except Refused:
            return self.currency, self._read_amount
        return currency, amounts.reader(self._decimal_mark, currency)

    def _repeat(self, source_id: str) -> int:
        if source_id in _NO_ID:
            return 0
        seen = self._seen
        repeat = seen.get(source_id, -1) + 1
        seen[source_id] = repeat
        return repeat

    def _transacted_on(self, text: str | None, posted_on: date) -> date | None:
        if not text:
            return None
        try:
            found = self._read_date(text.strip())
        except DateFault:
            return None
        return None if found == posted_on else found


def date_reader() -> Callable[[str], date]:
    """Reads `20240131120000.000[-5:EST]`. The day is the bank's own: its hours and zone do not move it."""
    read_text = dates.reader("ymd")

    def read(text: str) -> date:
        day = text[:8]
        return read_text(day if day.isdigit() else text)

    return read


def _line_of(tag: str, block: str, line: int) -> int:
    return line + block.count("\n", 0, max(0, block.find(f"<{tag}>")))
