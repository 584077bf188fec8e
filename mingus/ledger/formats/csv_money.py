"""The amount of a CSV row, whichever columns and signs it is spread over."""

from collections.abc import Callable, Sequence

from mingus.ledger.formats import amounts
from mingus.ledger.formats.amounts import AmountFault
from mingus.ledger.formats.csv_shape import CsvShape
from mingus.ledger.formats.csv_sign import means_in, means_out

MoneyReader = Callable[[Sequence[str]], int]


def money_reader(shape: CsvShape, currency: str) -> MoneyReader:
    """A function from the cells of a row to minor units, negative when money leaves. It raises AmountFault."""
    read = amounts.reader(shape.decimal_mark.value, currency)
    columns, sign = shape.columns.value, shape.sign.value
    if "amount" not in columns:
        return _pair_reader(read, columns.get("debit"), columns.get("credit"), sign=sign)
    amount = columns["amount"]
    if sign == "indicator" and "indicator" in columns:
        return _indicator_reader(read, amount, columns["indicator"])
    if sign == "inverted":
        return lambda cells: -read(cells[amount].strip())
    return lambda cells: read(cells[amount].strip())


def _pair_reader(read: amounts.Reader, debit: int | None, credit: int | None, *, sign: str) -> MoneyReader:
    out_factor = 1 if sign == "debit_credit_signed" else -1
    in_factor = -1 if sign == "debit_credit_owed" else 1

    def read_pair(cells: Sequence[str]) -> int:
        out = cells[debit].strip() if debit is not None and debit < len(cells) else ""
        into = cells[credit].strip() if credit is not None and credit < len(cells) else ""
        out_minor = read(out) if out not in {"", "-"} else 0
        in_minor = read(into) if into not in {"", "-"} else 0
        if out_minor and in_minor:
            raise AmountFault("The row has money out and money in at once.")
        if out in {"", "-"} and into in {"", "-"}:
            raise AmountFault("The amount is missing.")
        return in_factor * in_minor + out_factor * out_minor

    return read_pair


def _indicator_reader(read: amounts.Reader, amount: int, indicator: int) -> MoneyReader:
    def read_indicated(cells: Sequence[str]) -> int:
        minor = read(cells[amount].strip())
        said = cells[indicator] if indicator < len(cells) else ""
        if not means_out(said) and not means_in(said):
            raise AmountFault(f"“{said.strip()[:40]}” does not tell whether this is money in or money out.")
        return -minor if means_out(said) else minor

    return read_indicated
