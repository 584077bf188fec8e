"""Find the table in a CSV file and what its columns are: by their names, checked against what stands in them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mingus.core.errors import BadFile
from mingus.ledger.formats.amounts import AmountFault, parts
from mingus.ledger.formats.csv_lines import Record
from mingus.ledger.formats.csv_sign import means_in, means_out
from mingus.ledger.formats.dates import is_date
from mingus.ledger.formats.headers import role_of, strength

_SEARCHED_RECORDS = 100
_CODE = re.compile(r"[A-Za-z]{3}")
_MAX_ACCOUNTS = 50
_NAMED_ENOUGH = 20  # per cent: where the header names the role, most rows may be faulty
_PAIR = ("debit", "credit")
_MAY_BE_EMPTY = ("memo", "category", "check_number")
_SECOND = {"date": "transacted_on", "description": "memo"}


@dataclass(frozen=True, slots=True)
class Table:
    """Where the transactions begin and what the columns are called, if they are."""

    header: tuple[str, ...]
    first: int  # index among the records given


def find_table(records: Sequence[Record]) -> Table:
    """The table in the first records of a file. Raises BadFile when there are no dates with amounts beside them."""
    for index, (_, cells) in enumerate(records[:_SEARCHED_RECORDS]):
        if _is_header(cells):
            return Table(tuple(cell.strip() for cell in cells), index + 1)
    for index, (_, cells) in enumerate(records[:_SEARCHED_RECORDS]):
        if _is_movement(cells):
            before = records[index - 1][1] if index else []
            named = len(before) == len(cells) and all(cell.strip() and not is_date(cell) for cell in before)
            return Table(tuple(cell.strip() for cell in before) if named else (), index)
    raise BadFile("No column of dates with amounts was found. This does not look like a bank file.")


def find_columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[dict[str, int], bool]:
    """From role to column, and whether names and contents agree so well that nobody needs to be asked."""
    width = max([len(header), *map(len, rows)], default=0)
    cells = [[row[index].strip() for row in rows if index < len(row)] for index in range(width)]
    found = _by_name(header, cells)
    certain = bool(found)
    if "debit" in found and "credit" in found and "amount" in found and not _mostly_filled(cells[found["amount"]]):
        del found["amount"]
    if "amount" in found:
        found.pop("debit", None)
        found.pop("credit", None)
    for other in ("transacted_on", "value_on"):
        if "date" not in found and other in found:
            found["date"] = found.pop(other)
    if "date" not in found:
        certain = False
        _take(found, "date", [index for index in range(width) if _fits("date", cells[index])])
    if not {"amount", "debit", "credit"} & set(found):
        certain = False
        _take_amount(found, cells)
    if "description" not in found:
        certain = _take_description(found, cells) and certain
    _take_empty(found, header, cells)
    return found, certain


def can_be(columns: Mapping[str, int], rows: Sequence[Sequence[str]]) -> bool:
    """Whether dates and amounts stand where these columns say."""
    needed = [role for role in ("date", "amount", "debit", "credit") if role in columns]
    cells = {role: [row[columns[role]].strip() for row in rows if columns[role] < len(row)] for role in needed}
    return all(_fits(role, cells[role], _NAMED_ENOUGH) for role in needed if any(cells[role]) or role == "date")


def looks_like_amount(cell: str) -> bool:
    """Whether a cell without a header is an amount: it has decimals, a sign or a currency, or few digits."""
    if is_date(cell):
        return False
    try:
        negative, number, named = parts(cell)
    except AmountFault:
        return False
    return negative or named is not None or "." in number or "," in number or len(number) < 7


def _is_header(cells: Sequence[str]) -> bool:
    roles = {role_of(cell) for cell in cells}
    if not roles & {"date", "transacted_on", "value_on"}:
        return False
    return bool(roles & {"amount", "debit", "credit"}) and not any(map(is_date, cells))


def _is_movement(cells: Sequence[str]) -> bool:
    return any(map(is_date, cells)) and any(map(looks_like_amount, cells))


def _by_name(header: Sequence[str], cells: Sequence[Sequence[str]]) -> dict[str, int]:
    """Each role's best-named column. A second date says when the person acted, a second text is the memo."""
    found: dict[str, int] = {}
    second: list[tuple[str, int]] = []
    for index in sorted(range(len(header)), key=lambda at: strength(header[at])):
        role = role_of(header[index])
        if role == "value_on" and _fits("currency", cells[index]):
            role = "currency"
        if role == "description" and all(means_out(cell) or means_in(cell) for cell in cells[index]):
            role = "indicator"
        if role in _SECOND and role in found:
            second.append((_SECOND[role], index))
        elif role is not None and any(cells[index]) and _fits(role, cells[index], _NAMED_ENOUGH):
            found.setdefault(role, index)
    for role, index in second:
        if _fits(role, cells[index]):
            found.setdefault(role, index)
    return found


def _fits(role: str, cells: Sequence[str], enough: int = 60) -> bool:
    """Whether what stands in a column can have this role, `enough` of it at least."""
    filled = [cell for cell in cells if cell]
    different = len(set(filled))
    if role in {"date", "transacted_on", "value_on"}:
        return _share(map(is_date, filled), filled) >= enough
    if role in {"amount", "debit", "credit", "balance"}:
        return _share(map(_is_amount, filled), filled) >= enough
    fits = {
        "currency": _share((_CODE.fullmatch(cell) is not None for cell in filled), filled) >= 90,
        "indicator": different <= max(5, min(20, len(filled) // 2)),
        "account": (different == 1 or different < min(_MAX_ACCOUNTS, len(filled))) and _mostly_filled(cells),
        "source_id": different == len(filled) and _mostly_filled(cells),
    }
    return fits.get(role, True)


def _is_amount(cell: str) -> bool:
    try:
        parts(cell)
    except AmountFault:
        return False
    return not is_date(cell) or cell.isdigit()


def _mostly_filled(cells: Sequence[str]) -> bool:
    return 10 * sum(map(bool, cells)) >= 9 * len(cells)


def _share(yes: Iterable[bool], of: Sequence[str]) -> int:
    """In whole per cent."""
    return 100 * sum(yes) // len(of) if of else 0


def _take(found: dict[str, int], role: str, columns: Sequence[int]) -> None:
    free = [column for column in columns if column not in found.values()]
    if not free:
        raise BadFile(f"No column with the {role} of the transactions was found.")
    found[role] = free[0]


def _take_amount(found: dict[str, int], cells: Sequence[Sequence[str]]) -> None:
    """The first column of amounts; a second that is always filled is most likely the balance."""
    filled = [[cell for cell in column if cell] for column in cells]
    columns = [index for index, column in enumerate(filled) if _share(map(looks_like_amount, column), column) >= 60]
    _take(found, "amount", columns)
    rest = [index for index in columns if index > found["amount"] and _mostly_filled(cells[index])]
    if rest and "balance" not in found:
        found["balance"] = rest[0]


def _take_description(found: dict[str, int], cells: Sequence[Sequence[str]]) -> bool:
    """The column with the most text that has no other role. Whether there was one."""
    if "memo" in found:
        found["description"] = found.pop("memo")
        return True
    letters = {
        index: sum(sum(map(str.isalpha, cell)) for cell in column)
        for index, column in enumerate(cells)
        if index not in found.values()
    }
    best = max(letters, key=lambda index: letters[index], default=None)
    if best is not None and letters[best]:
        found["description"] = best
    return False


def _take_empty(found: dict[str, int], header: Sequence[str], cells: Sequence[Sequence[str]]) -> None:
    """Columns that are named and have nothing in them yet: later rows, or the bank's next file, will fill them."""
    pair = _PAIR if set(_PAIR) & set(found) else ()
    for index, name in enumerate(header):
        role = role_of(name)
        if role and role in (*pair, *_MAY_BE_EMPTY) and not any(cells[index]):
            found.setdefault(role, index)
