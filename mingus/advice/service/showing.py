"""Suggestions and figures for pages and programs: worked out anew each time, so that they are never of yesterday."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from mingus import articles
from mingus.advice import words
from mingus.advice.figures import health as figures
from mingus.advice.figures.bands import Figure
from mingus.advice.figures.numbers import Numbers
from mingus.advice.models import AdviceDecision
from mingus.advice.reading import TITLES
from mingus.advice.rules import BY_ID, deciding, effects, ranking
from mingus.advice.rules.ranking import Found
from mingus.advice.rules.rule import NOW, THEME_NAMES
from mingus.advice.schemas.views import Article, Overview, Past, Reading, Suggestion
from mingus.advice.service.gathering import gather
from mingus.advice.sources import SOURCES
from mingus.core.db import read
from mingus.core.money import Money
from mingus.core.tenancy import Member

READ_NEXT: Final = 3

Decisions = Mapping[str, Row[Any]]


def overview(db: Session, member: Member) -> Overview:
    """Everything the page of advice shows: open suggestions ranked, what was decided, and what would sharpen it."""
    numbers, decisions = gather(db, member), _decisions(db, member)
    every = ranking.found(numbers)
    opened = [_view(one, numbers) for one in every if _is_open(one, decisions, numbers)]
    firing = {one.rule.id for one in every}
    past = [
        _past(row, numbers, member, is_firing=row.rule in firing)
        for row in decisions.values()
        if row.rule not in {view.id for view in opened}
    ]
    reading = _reading(db, member, opened)
    return Overview(opened[: ranking.SHOWN], opened[ranking.SHOWN :], past, ranking.wanted(numbers), reading)


def top(db: Session, member: Member) -> Suggestion | None:
    """The first open suggestion; None when there is none."""
    numbers, decisions = gather(db, member), _decisions(db, member)
    found = next((one for one in ranking.found(numbers) if _is_open(one, decisions, numbers)), None)
    return _view(found, numbers) if found else None


def health(db: Session, member: Member) -> list[Figure]:
    """The figures of money health."""
    return figures.figures(gather(db, member, with_series=False))


def _reading(db: Session, member: Member, opened: Sequence[Suggestion]) -> list[Reading]:
    """What the library recommends, knowing what is suggested first."""
    reasons = [articles.Reason(one.articles[0].slug, f"Goes with “{one.title}”.") for one in opened[: ranking.SHOWN]]
    found = articles.recommended(db, member, reasons, at_most=READ_NEXT)
    return [Reading(Article(one.card.slug, one.card.title), one.reason) for one in found]


def _decisions(db: Session, member: Member) -> Decisions:
    wanted = (
        select(*AdviceDecision.__table__.columns)
        .where(AdviceDecision.household_id == member.household_id, AdviceDecision.person_id == member.person_id)
        .order_by(AdviceDecision.decided_at.desc(), AdviceDecision.rule)
    )
    return {row.rule: row for row in read(db, wanted) if row.rule in BY_ID}


def _is_open(found: Found, decisions: Decisions, numbers: Numbers) -> bool:
    row = decisions.get(found.rule.id)
    known = row and deciding.Decided(row.decision, row.measure, row.currency, row.snoozed_until)
    return deciding.is_open(found, known, today=numbers.today, currency=numbers.currency)


def _view(found: Found, numbers: Numbers) -> Suggestion:
    rule, finding = found.rule, found.finding
    return Suggestion(
        id=rule.id,
        theme=THEME_NAMES[rule.theme],
        title=finding.title or rule.title,
        says=finding.says,
        stake=numbers.money(finding.stake_minor) if finding.stake_minor > 0 else None,
        is_urgent=rule.urgency == NOW,
        action=finding.action or rule.action,
        rows_url=finding.rows_url,
        articles=tuple(Article(slug, TITLES[slug]) for slug in rule.articles),
        sources=tuple(SOURCES[source_id] for source_id in rule.sources),
        confidence=rule.confidence,
        because=rule.because,
        wrong_when=rule.wrong_when,
        comes_back=rule.comes_back,
    )


def _past(row: Row[Any], numbers: Numbers, member: Member, *, is_firing: bool) -> Past:
    effect = _effect(row, numbers, member)
    return Past(
        id=row.rule,
        title=BY_ID[row.rule].title,
        decision=row.decision,
        words=words.decided(row.decision, row.reason, row.snoozed_until),
        reason=row.reason,
        snoozed_until=row.snoozed_until,
        decided_on=_day(row.decided_at, member),
        effect=effect.sentence if effect else words.NOT_MEASURED if row.accepted_at and row.metric else "",
        monthly=Money(effect.monthly_minor, row.currency) if effect and effect.monthly_minor is not None else None,
        is_firing=is_firing,
    )


def _effect(row: Row[Any], numbers: Numbers, member: Member) -> effects.Effect | None:
    if row.accepted_at is None or row.baseline_minor is None or row.currency != numbers.currency:
        return None
    before = effects.Baseline(row.baseline_minor, row.baseline_months)
    was_done = row.decision == "done" and row.accepted_at == row.decided_at
    return effects.effect(numbers, row.metric, before, _day(row.accepted_at, member), was_done=was_done)


def _day(moment: Any, member: Member) -> Any:
    return moment.astimezone(ZoneInfo(member.time_zone)).date()
