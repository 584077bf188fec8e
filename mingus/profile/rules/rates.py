"""Rates of interest: a percentage as people write it, and whole basis points as they are kept. Pure."""

import re
from decimal import Decimal

_PERCENT = re.compile(r"[0-9]{1,4}(\.[0-9]{0,2})?")


def basis_points(text: str) -> int | None:
    """2499 of “24.99” and of “24.99%”; None where it is no percentage of at most two decimals."""
    plain = text.strip().removesuffix("%").strip()
    return int(Decimal(plain) * 100) if _PERCENT.fullmatch(plain) else None


def percent_text(points: int) -> str:
    """“24.99” of 2499, “7” of 700."""
    whole, rest = divmod(points, 100)
    return f"{whole}.{rest:02}".rstrip("0").rstrip(".") if rest else str(whole)
