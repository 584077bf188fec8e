"""Advice and money health as JSON. Amounts are decimal strings of the household's currency."""

from collections.abc import Sequence
from datetime import date
from typing import Self

from mingus.advice.figures.bands import Figure
from mingus.advice.figures.inputs import INPUTS
from mingus.advice.schemas.views import Overview, Past, Suggestion
from mingus.advice.sources import SOURCES
from mingus.core.fields import Outgoing


class SourceAnswer(Outgoing):
    """A published figure that is quoted."""

    id: str
    statement: str
    citation: str
    address: str


class ArticleAnswer(Outgoing):
    """Something to read."""

    slug: str
    title: str
    url: str


class SuggestionAnswer(Outgoing):
    """A suggestion. `a_year` is the money at stake in a year, null where none can be named."""

    id: str
    theme: str
    title: str
    says: str
    a_year: str | None
    currency: str | None
    is_urgent: bool
    action: str
    action_url: str
    rows_url: str
    articles: list[ArticleAnswer]
    sources: list[SourceAnswer]
    confidence: str
    because: str
    wrong_when: str
    comes_back: str

    @classmethod
    def of(cls, view: Suggestion) -> Self:
        return cls(
            id=view.id,
            theme=view.theme,
            title=view.title,
            says=view.says,
            a_year=view.stake.decimal_string() if view.stake else None,
            currency=view.stake.currency if view.stake else None,
            is_urgent=view.is_urgent,
            action=view.action.words,
            action_url=view.action.url,
            rows_url=view.rows_url,
            articles=[ArticleAnswer(slug=one.slug, title=one.title, url=one.url) for one in view.articles],
            sources=[_source(one.id) for one in view.sources],
            confidence=view.confidence,
            because=view.because,
            wrong_when=view.wrong_when,
            comes_back=view.comes_back,
        )


class PastAnswer(Outgoing):
    """A decision. `monthly` is how much better a usual month is since a yes, null where nobody can tell.

    `reason` goes with a dismissal; what was put off comes back on `snoozed_until`.
    """

    id: str
    title: str
    decision: str
    words: str
    reason: str | None
    snoozed_until: date | None
    decided_on: date
    effect: str
    monthly: str | None
    currency: str | None

    @classmethod
    def of(cls, view: Past) -> Self:
        return cls(
            id=view.id,
            title=view.title,
            decision=view.decision,
            words=view.words,
            reason=view.reason,
            snoozed_until=view.snoozed_until,
            decided_on=view.decided_on,
            effect=view.effect,
            monthly=view.monthly.decimal_string() if view.monthly is not None else None,
            currency=view.monthly.currency if view.monthly is not None else None,
        )


class WantedAnswer(Outgoing):
    """Something that would let more suggestions be found."""

    key: str
    words: str
    url: str


class ReadingAnswer(ArticleAnswer):
    """An article of the library to read next, and why."""

    reason: str


class AdviceList(Outgoing):
    """Every open suggestion, the most important first, what was decided, and what would sharpen it."""

    items: list[SuggestionAnswer]
    decided: list[PastAnswer]
    wanted: list[WantedAnswer]
    reading: list[ReadingAnswer]
    next_cursor: None = None

    @classmethod
    def of(cls, view: Overview) -> Self:
        return cls(
            items=[SuggestionAnswer.of(one) for one in view.ranked],
            decided=[PastAnswer.of(one) for one in view.past],
            wanted=[WantedAnswer(key=one.key, words=one.words, url=one.url) for one in view.wanted],
            reading=[
                ReadingAnswer(slug=one.article.slug, title=one.article.title, url=one.article.url, reason=one.reason)
                for one in view.reading
            ],
        )


class EntryAnswer(Outgoing):
    """What went into a figure; null is unknown."""

    name: str
    value: str | None
    url: str


class FigureAnswer(Outgoing):
    """One figure. `exact` is in basis points, tenths of a month or minor units, as `unit` says; null is unknown."""

    key: str
    name: str
    value: str | None
    exact: int | None
    unit: str
    says: str
    formula: str
    inputs: list[EntryAnswer]
    period: str
    basis: str
    source: SourceAnswer | None
    missing: list[str]

    @classmethod
    def of(cls, figure: Figure) -> Self:
        return cls(
            key=figure.key,
            name=figure.name,
            value=figure.value or None,
            exact=figure.exact,
            unit=figure.unit,
            says=figure.says,
            formula=figure.formula,
            inputs=[EntryAnswer(name=one.name, value=one.value, url=one.url) for one in figure.entries],
            period=figure.period,
            basis=figure.basis,
            source=_source(figure.source_id) if figure.source_id else None,
            missing=[INPUTS[key].words for key in figure.missing],
        )


class HealthAnswer(Outgoing):
    """Money health: seven figures, each with what is behind it."""

    currency: str
    items: list[FigureAnswer]

    @classmethod
    def of(cls, currency: str, figures: Sequence[Figure]) -> Self:
        return cls(currency=currency, items=[FigureAnswer.of(figure) for figure in figures])


def _source(source_id: str) -> SourceAnswer:
    source = SOURCES[source_id]
    return SourceAnswer(id=source.id, statement=source.statement, citation=source.citation, address=source.address)
