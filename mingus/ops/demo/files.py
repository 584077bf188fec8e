"""The demonstration's lines as the files a bank gives: OFX with a closing balance, CSV with what is still pending."""

import csv
import io
from collections import Counter
from collections.abc import Collection
from datetime import date, timedelta
from html import escape
from typing import Final

from mingus.core.money import Money
from mingus.ops.demo.story.accounts import DemoAccount
from mingus.ops.demo.story.lines import CARD, Line

CURRENCY: Final = "USD"
PENDING_DAYS: Final = 2

_OFX_HEAD: Final = (
    "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\nCHARSET:1252\nCOMPRESSION:NONE\n"
    "OLDFILEUID:NONE\nNEWFILEUID:NONE\n\n"
)


def bank_file(account: DemoAccount, lines: Collection[Line], balance_minor: int, today: date) -> tuple[str, bytes]:
    """A file's name and bytes. `balance_minor` is what the account has at the end of today."""
    if account.key == CARD:
        return f"{account.key}-{today}.csv", _csv(lines, today)
    return f"{account.key}-{today}.ofx", _ofx(account, lines, balance_minor, today)


def _csv(lines: Collection[Line], today: date) -> bytes:
    """What card companies give: a column says which purchases have not been posted yet."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["Transaction Date", "Description", "Amount", "Status"])
    for line in lines:
        is_pending = line.on > today - timedelta(days=PENDING_DAYS)
        table.writerow([line.on, line.text, _amount(line.minor), "Pending" if is_pending else "Posted"])
    return text.getvalue().encode()


def _ofx(account: DemoAccount, lines: Collection[Line], balance_minor: int, today: date) -> bytes:
    seen: Counter[date] = Counter()
    rows = "".join(_ofx_row(account, line, seen) for line in lines)
    return (
        f"{_OFX_HEAD}<OFX><BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STMTRS><CURDEF>{CURRENCY}"
        f"<BANKACCTFROM><BANKID>000000000<ACCTID>{account.number}<ACCTTYPE>CHECKING</BANKACCTFROM>"
        f"<BANKTRANLIST>\n{rows}</BANKTRANLIST><LEDGERBAL><BALAMT>{_amount(balance_minor)}<DTASOF>{today:%Y%m%d}"
        "</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n"
    ).encode()


def _ofx_row(account: DemoAccount, line: Line, seen: Counter[date]) -> str:
    """One row. Its id counts the account's rows of that day, so that a later file says the same of it."""
    seen[line.on] += 1
    number = f"{account.number[-4:]}{line.on:%Y%m%d}{seen[line.on]:02}"
    return (
        f"<STMTTRN><TRNTYPE>OTHER<DTPOSTED>{line.on:%Y%m%d}<TRNAMT>{_amount(line.minor)}<FITID>{number}"
        f"<NAME>{escape(line.text)}</STMTTRN>\n"
    )


def _amount(minor: int) -> str:
    return Money(minor, CURRENCY).decimal_string()
