"""Cells that a spreadsheet shows and never runs."""

import re
from typing import Final

_STARTS_FORMULA: Final = tuple("=+-@\t\r\n＝＋－＠")
_PLAIN_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")


def safe_cell(text: str) -> str:
    """`text` with an apostrophe in front where a spreadsheet would take it for a formula; plain numbers stay."""
    bare = text.lstrip(" \u00a0\ufeff")
    if bare.startswith(_STARTS_FORMULA) and not _PLAIN_NUMBER.fullmatch(text):
        return f"'{text}"
    return text
