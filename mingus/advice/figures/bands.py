"""What a figure of money health is made of, and the words from which value on they are said. Pure."""

from dataclasses import dataclass
from typing import Final

from mingus.advice.figures import arithmetic

OUR_OWN: Final = "our own rule"
UNITS: Final = {"emergency-months": "tenths of a month", "fees-and-interest": "minor units"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One input of a figure: its value in words, or None when it is unknown, and where its rows or its form are."""

    name: str
    value: str | None
    url: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of money health. `value` is '' when unknown; then `missing` says what to add.

    `exact` is the same in basis points, tenths of a month, or minor units. `tone` colours its words.
    """

    key: str
    name: str
    value: str
    exact: int | None
    says: str
    tone: str
    formula: str
    entries: tuple[Entry, ...]
    period: str
    basis: str
    source_id: str = ""
    missing: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        return self.exact is not None

    @property
    def unit(self) -> str:
        """What `exact` counts."""
        return UNITS.get(self.key, "basis points")


@dataclass(frozen=True, slots=True)
class Band:
    """From `at_least` on a figure says these words."""

    at_least: int
    says: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """What stands behind a figure. `otherwise` is said of an unknown one where nothing has to be added."""

    formula: str
    entries: tuple[Entry, ...]
    basis: str
    needs: tuple[str, ...]
    source_id: str = ""
    otherwise: str = ""
    months: int = arithmetic.USUAL_MONTHS


SAVINGS: Final = (
    Band(2000, "A fifth or more of what comes in stays. That builds wealth quickly.", "positive"),
    Band(1000, "A tenth or more stays. A steady pace.", "positive"),
    Band(1, "Something stays every month. The next raise is a good moment for more.", "info"),
    Band(-(10**9), "More went out than came in over these months.", "warning"),
)
DEBT: Final = (
    Band(4300, "Above the share at which many lenders stop.", "warning"),
    Band(3000, "A good part of each month belongs to yesterday.", "info"),
    Band(0, "Room to decide what your money does next.", "positive"),
)
RESERVE: Final = (
    Band(60, "Half a year or more. Beyond this, cash has other jobs it could do.", "positive"),
    Band(30, "Three months or more: a layoff would find you with time to choose.", "positive"),
    Band(10, "At least a month. Three is the next stop.", "info"),
    Band(0, "Less than a month. This is the first thing worth building.", "warning"),
)
UTILISATION: Final = (
    Band(5000, "Half of the limits or more is in use, which weighs on a score.", "warning"),
    Band(3000, "Between 30% and half of the limits is in use.", "info"),
    Band(0, "Most of the limits is free.", "positive"),
)
HOUSING: Final = (
    Band(5000, "Half or more of what comes in goes to housing.", "warning"),
    Band(3000, "At or above the share called cost-burdened.", "info"),
    Band(0, "Below the share called cost-burdened.", "positive"),
)
STEADY: Final = (
    Band(9000, "Even the lowest month came close to the usual one.", "positive"),
    Band(7000, "Some months were lower; a small cushion covers that.", "info"),
    Band(0, "Income swings. A larger reserve does for you what a salary does for others.", "info"),
)
