"""What people send about assessments: answers alone. A score, a level or any other field is refused."""

from typing import Annotated

from pydantic import Field, StringConstraints

from mingus.core.fields import EmptyIsNone, Incoming

Text = Annotated[str, StringConstraints(max_length=100)]
Given = Annotated[int, Field(strict=True, ge=0, le=10**9)] | Text | Annotated[list[Text], Field(max_length=10)]


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
