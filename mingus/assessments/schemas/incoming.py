"""What people send about assessments: answers alone. A score, a level or any other field is refused."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints

from mingus.core.fields import EmptyIsNone, Incoming

Text = Annotated[str, StringConstraints(max_length=100)]
MOST = 10**9


def _whole(value: Any) -> Any:
    """JSON knows one kind of number: 4.0 is 4."""
    is_whole = isinstance(value, Decimal) and value.is_finite() and abs(value) <= MOST and value == int(value)
    return int(value) if is_whole else value


Given = Annotated[
    Annotated[int, Field(strict=True, ge=0, le=MOST)] | Text | Annotated[list[Text], Field(max_length=10)],
    BeforeValidator(_whole),
]


class Nothing(Incoming):
    """An empty body: to begin, submit or claim takes nothing beside the address."""


class AnswerForm(Incoming):
    """What a question's page sends: which question, and what was chosen."""

    question: Text
    answer: Annotated[list[Text], Field(max_length=10)]


class AnswersDraft(Incoming):
    """Answers by the key of their question: a key, several keys, or a whole number."""

    answers: Annotated[dict[Text, Given], Field(min_length=1, max_length=30)]


class HistoryWanted(Incoming):
    """A page of results; `cursor` goes on from an earlier page."""

    assessment: Annotated[Text | None, EmptyIsNone] = None
    cursor: Annotated[str | None, EmptyIsNone] = None
    limit: Annotated[int, Field(ge=1, le=100)] = 25
