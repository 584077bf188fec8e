"""What we keep and for how long, what we rent, and what may differ between staging and production."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, Literal, TypeVar

from pydantic import Field, ValidationError, model_validator

from mingus.checklist.documents.heads import Head
from mingus.checklist.documents.reading import DocumentError, Paper, reason, text_of, yaml_of

RETENTION: Final = "docs/retention.yaml"
COSTS: Final = "docs/costs.yaml"
ENVIRONMENTS: Final = "docs/environments.yaml"

AnyPaper = TypeVar("AnyPaper", bound=Paper)


class Kept(Paper):
    """How long one kind of thing is kept: by time, by size, or both; or for as long as `until` says."""

    days: int | None = Field(default=None, gt=0)
    hours: int | None = Field(default=None, gt=0)
    minutes: int | None = Field(default=None, gt=0)
    megabytes: int | None = Field(default=None, gt=0)
    weeks: int | None = Field(default=None, gt=0)
    months: int | None = Field(default=None, gt=0)
    until: str = ""
    what: str
    enforced_by: str
    """Where it happens; begins with `not built yet` where nothing does it so far."""

    @model_validator(mode="after")
    def _says_how_long(self) -> "Kept":
        if not self.until and self.megabytes is None and not self._times():
            raise ValueError("says neither days, hours, minutes, megabytes nor until")
        return self

    @property
    def is_enforced(self) -> bool:
        return not self.enforced_by.startswith("not built yet")

    @property
    def period(self) -> timedelta:
        """The time it is kept, months apart; zero when only a size or an event ends it."""
        return timedelta(days=self.days or 0, hours=self.hours or 0, minutes=self.minutes or 0, weeks=self.weeks or 0)

    def _times(self) -> list[int]:
        return [time for time in (self.days, self.hours, self.minutes, self.weeks, self.months) if time]


class Size(Paper):
    """Something that is, or would be, rented. Without a price nobody has looked one up yet."""

    component: Literal["app", "worker", "database", "cache", "registry", "spaces", "other"]
    size: str
    count: int = Field(gt=0)
    monthly_usd: Decimal | None = Field(default=None, ge=0)
    price_source: str = ""

    @model_validator(mode="after")
    def _a_price_has_a_source(self) -> "Size":
        if self.monthly_usd is not None and not self.price_source:
            raise ValueError("a price needs its price_source")
        return self


class Costs(Paper):
    """What is rented in each environment."""

    head: Head
    currency: Literal["USD"]
    billing_alert_usd: Decimal | None = Field(gt=0)
    environments: dict[str, tuple[Size, ...]]

    def monthly_usd(self, environment: str) -> Decimal | None:
        """The sum of a month; None while a price is missing."""
        prices = [size.monthly_usd for size in self.environments[environment]]
        known = [price for price in prices if price is not None]
        return sum(known, Decimal()) if len(known) == len(prices) else None


class Environments(Paper):
    """Which settings differ. What is in no list is the same in staging and production."""

    head: Head
    must_differ: tuple[str, ...]
    may_differ: tuple[str, ...]

    @model_validator(mode="after")
    def _each_name_stands_once(self) -> "Environments":
        names = [*self.must_differ, *self.may_differ]
        if doubled := {name for name in names if names.count(name) > 1}:
            raise ValueError(f"{', '.join(sorted(doubled))} stands there twice")
        return self


def retention(root: Path) -> dict[str, Kept]:
    """How long each kind of thing is kept, by its name. Raises DocumentError."""
    path = root / RETENTION
    said = _mapping(path)
    said.pop("head", None)
    try:
        return {name: Kept.model_validate(kept) for name, kept in said.items()}
    except ValidationError as error:
        raise DocumentError(f"{path}: {reason(error)}") from None


def costs(root: Path) -> Costs:
    """What is rented. Raises DocumentError."""
    return _paper(root / COSTS, Costs)


def environments(root: Path) -> Environments:
    """Which settings may differ. Raises DocumentError."""
    return _paper(root / ENVIRONMENTS, Environments)


def _paper(path: Path, kind: type[AnyPaper]) -> AnyPaper:
    try:
        return kind.model_validate(_mapping(path))
    except ValidationError as error:
        raise DocumentError(f"{path}: {reason(error)}") from None


def _mapping(path: Path) -> dict[str, Any]:
    said = yaml_of(text_of(path), path)
    if not isinstance(said, dict):
        raise DocumentError(f"{path}: says nothing under a name")
    return {str(name): value for name, value in said.items()}
