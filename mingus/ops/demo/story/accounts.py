"""The six accounts of the demonstration, and what was on them on its first day."""

from dataclasses import dataclass
from typing import Final

from mingus.ops.demo.story.lines import CARD, CASH, CHECKING, LOAN, RETIREMENT, SAVINGS


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account as its owner made it. `key` is how the story names it, and its kind."""

    key: str
    name: str
    institution: str
    opening_minor: int
    number: str = ""
    limit_minor: int = 0  # of a card


ACCOUNTS: Final = (
    DemoAccount(CHECKING, "Everyday checking", "Sweet Auburn Credit Union", 3_780_42, "0000104417"),
    DemoAccount(SAVINGS, "Rainy-day savings", "Sweet Auburn Credit Union", 6_420_00, "0000104425"),
    DemoAccount(CARD, "Cash-back card", "Sweet Auburn Credit Union", -1_236_18, "0000008862", 6_000_00),
    DemoAccount(LOAN, "Student loan", "Campus Lending", -12_400_00, "0000552090"),
    DemoAccount(RETIREMENT, "Retirement 401(k)", "Northlake Health", 9_210_55, "0000731186"),
    DemoAccount(CASH, "Cash", "", 85_00),
)
