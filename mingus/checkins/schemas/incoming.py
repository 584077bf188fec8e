"""What comes in: answers from 1 to 10, each of which may be left out, and a note."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from mingus.checkins.questions import HIGHEST, KEYS, LOWEST
from mingus.core.fields import EmptyIsNone, Incoming, Note

Score = Annotated[Annotated[int, Field(ge=LOWEST, le=HIGHEST)] | None, EmptyIsNone]


class CheckInDraft(Incoming):
    """A week's answers. Sent again, they take the place of the former ones; what is left out is empty then."""

    mood: Score = None
    stress: Score = None
    sleep: Score = None
    movement: Score = None
    money_control: Score = None
    spending_regret: Score = None
    note: Note = ""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.scores and not self.note:
            raise ValueError("Answer at least one question, or skip the week.")
        return self

    @property
    def scores(self) -> dict[str, int]:
        """The answers that were given, by question."""
        return {key: score for key in KEYS if (score := getattr(self, key)) is not None}


class PageWanted(Incoming):
    """A page of check-ins; `cursor` goes on from an earlier page."""

    cursor: Annotated[str | None, EmptyIsNone] = None
    limit: Annotated[int, Field(ge=1, le=100)] = 25


class WeekWanted(Incoming):
    """A week that can be written, by its Monday; left out, the one to write now."""

    week_on: Annotated[date | None, EmptyIsNone] = None
