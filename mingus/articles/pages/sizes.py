"""How large the text of the reader is: chosen in the page itself, and remembered for members in a cookie."""

from typing import Final

from flask import request

from mingus.core.security import cookie_name, principal

COOKIE: Final = "reading-size"
SIZES: Final = {"small": "Small", "usual": "Usual", "large": "Large"}
YEAR_SECONDS: Final = 31_536_000


def chosen_size() -> str:
    """The size this reader keeps; the usual one for visitors, whose pages are the same for all."""
    said = request.cookies.get(cookie_name(COOKIE), "") if principal() is not None else ""
    return said if said in SIZES else "usual"
