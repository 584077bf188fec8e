"""Decide from a whole column which mark stands before the decimals. `1,000` alone stays open; `1,234.56` settles it.

Works on masks (digits become 9), of which a column of 100,000 amounts has only a handful.
"""

import re
from collections import Counter
from collections.abc import Iterable

from mingus.ledger.formats.amounts import AmountFault, parts
from mingus.ledger.formats.choice import Choice

_MASK = str.maketrans("12345678", "99999999")
_LONE_GROUP = re.compile(r"9[09]{0,2}[.,][09]{3}")
OTHER = {".": ",", ",": "."}


def mask(text: str) -> str:
    """`text` with every digit but 0 as 9: all that a notation shows, and short enough to count."""
    return text.translate(_MASK)


def decide_notation(values: Iterable[str], *, likelier: str = ".") -> Choice[str]:
    """The decimal mark of a column of amounts (or their masks). Uncertain when nothing in the column tells."""
    votes = Counter[str]()
    for value in values:
        votes[_evidence(value)] += 1
    points, commas, open_questions = votes["."], votes[","], votes["?"]
    if points and commas:
        return Choice("." if points >= commas else ",", False, "The column mixes both notations.", (".", ","))
    if points or commas:
        mark = "." if points else ","
        return Choice(mark, True, f"Amounts in this column are written with “{mark}” before the decimals.")
    if open_questions:
        return Choice(likelier, False, "“1,000” can be a thousand or one: nothing in the column tells.", (".", ","))
    return Choice(likelier, True, "No amount in this column has decimals or thousands marks.")


def _evidence(value: str) -> str:
    """'.' or ',' if this amount shows its decimal mark, '?' if it has a mark that could be either, '' if none."""
    try:
        number = parts(value.replace("\0", ""))[1]
    except AmountFault:
        return ""
    points, commas = number.count("."), number.count(",")
    if not points and not commas:
        return ""
    if points and commas:
        last = "." if number.rfind(".") > number.rfind(",") else ","
        return last if number.count(last) == 1 else ""
    mark = "." if points else ","
    if points + commas > 1:
        return OTHER[mark]
    return "?" if _LONE_GROUP.fullmatch(mask(number)) else mark
