"""What people send about assessments: answers alone. A score, a level or any other field is refused."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints

from mingus.core.fields import EmptyIsNone, Incoming

MOST, MOST_KEYS, MOST_LETTERS = 10**9, 10, 100
Text = Annotated[str, StringConstraints(max_length=MOST_LETTERS)]


def _given(value: Any) -> Any:
    """A key, at most ten of them, or a number; JSON knows one kind of number: 4.0 is 4, and 18.75 the text of it."""
    if isinstance(value, Decimal) and value.is_finite() and 0 <= value <= MOST:
        value = int(value) if value == int(value) else str(value)
    is_number = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST
    several = value if isinstance(value, list) else [value]
    are_keys = len(several) <= MOST_KEYS and all(isinstance(one, str) and len(one) <= MOST_LETTERS for one in several)
    if is_number or are_keys:
        return value
    raise ValueError("Send a key, a list of keys, or a number from 0 to 1,000,000,000.")


Amount = Annotated[float, Field(ge=0, le=MOST)]
Several = Annotated[list[Text], Field(max_length=MOST_KEYS)]
Given = Annotated[Any, BeforeValidator(_given, json_schema_input_type=Amount | Text | Several)]


class Nothing(Incoming):
    """An empty body: to begin, submit or claim takes nothing beside the address."""


class AnswerForm(Incoming):
    """What a question's page sends: which question, and what was chosen."""

    question: Text
    answer: Annotated[list[Text], Field(max_length=10)]


class AnswersDraft(Incoming):
    """Answers by the key of their question: a key, several keys, or a number; decimals also as a string, “18.75”."""

    answers: Annotated[dict[Text, Given], Field(min_length=1, max_length=30)]


class HistoryWanted(Incoming):
    """A page of results; `cursor` goes on from an earlier page."""

    assessment: Annotated[Text | None, EmptyIsNone] = None
    cursor: Annotated[str | None, EmptyIsNone] = None
    limit: Annotated[int, Field(ge=1, le=100)] = 25
