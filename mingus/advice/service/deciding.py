"""What a person decides about a suggestion: kept for them alone, in this household."""

from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from mingus.advice.figures.numbers import Numbers
from mingus.advice.models import AdviceDecision
from mingus.advice.rules import BY_ID, effects
from mingus.advice.rules.rule import Finding, Rule
from mingus.advice.schemas.incoming import DecisionDraft
from mingus.advice.service.gathering import gather
from mingus.core import events
from mingus.core.advice_events import AdviceDecided
from mingus.core.clock import now
from mingus.core.errors import Conflict, NotFound, Refused
from mingus.core.tenancy import Member

USUALLY_OFF: Final = timedelta(days=30)
LONGEST_OFF: Final = timedelta(days=366)
MOVED_ON: Final = "Your numbers have changed meanwhile: this suggestion does not apply any more."


def decide(db: Session, member: Member, rule_id: str, draft: DecisionDraft) -> None:
    """Keep a decision. The same again changes nothing.

    Raises NotFound for a rule that does not exist, Conflict when it does not apply, Refused for a day or reason that
    does not fit.
    """
    if (rule := BY_ID.get(rule_id)) is None:
        raise NotFound("There is no such suggestion.")
    known = db.execute(select(AdviceDecision).where(*_mine(member, rule_id)).with_for_update()).scalar_one_or_none()
    if draft.choice == "open":
        _take_back(db, member, known)
        return
    numbers = gather(db, member)
    until = _until(draft, numbers.today)
    if draft.reason and draft.choice != "dismissed":
        raise Refused("A reason goes with dismissing.", fields={"reason": "only when you dismiss it"})
    finding = rule.look(numbers)
    if finding is None and (known is None or draft.choice in {"accepted", "snoozed"}):
        raise Conflict(MOVED_ON)
    if _is_said_already(known, draft, until, finding):
        return
    values = {"decision": draft.choice, "reason": draft.reason, "snoozed_until": until, "decided_at": now()}
    _write(db, member, rule_id, values | _seen(rule, finding, numbers, known, values))
    _tell(db, member, draft.choice)


def _is_said_already(
    known: AdviceDecision | None, draft: DecisionDraft, until: date | None, finding: Finding | None
) -> bool:
    """The same as before; saying so again when it has become more serious is news."""
    if known is None or (known.decision, known.reason, known.snoozed_until) != (draft.choice, draft.reason, until):
        return False
    return draft.choice == "accepted" or finding is None or finding.measure <= known.measure


def _until(draft: DecisionDraft, today: date) -> date | None:
    if draft.choice != "snoozed":
        if draft.until:
            raise Refused("A day goes with putting it off.", fields={"until": "only when you put it off"})
        return None
    until = draft.until or today + USUALLY_OFF
    if not today < until <= today + LONGEST_OFF:
        raise Refused("Choose a day within the next year.", fields={"until": "a day within the next year"})
    return until


def _seen(
    rule: Rule, finding: Finding | None, numbers: Numbers, known: AdviceDecision | None, decided: dict[str, Any]
) -> dict[str, Any]:
    """How serious it is now, and the usual month before where somebody says yes; what is known stays where it must."""
    found: dict[str, Any] = {
        "measure": finding.measure if finding else known.measure if known else 0,
        "currency": numbers.currency,
    }
    choice = decided["decision"]
    if known is not None and known.accepted_at is not None and choice == "done":
        return found | {name: getattr(known, name) for name in _OF_A_YES}
    if choice not in {"accepted", "done"}:
        return found | dict.fromkeys(_OF_A_YES) | {"metric": ""}
    metric = (finding.metric if finding else "") or rule.metric
    before = effects.baseline(numbers, metric)
    return found | {
        "metric": metric,
        "baseline_minor": before.minor if before else None,
        "baseline_months": before.months if before else None,
        "accepted_at": decided["decided_at"],
    }


_OF_A_YES: Final = ("metric", "baseline_minor", "baseline_months", "accepted_at")


def _take_back(db: Session, member: Member, known: AdviceDecision | None) -> None:
    if known is None:
        return
    db.execute(delete(AdviceDecision).where(*_mine(member, known.rule)))
    _tell(db, member, "taken back")


def _write(db: Session, member: Member, rule_id: str, values: dict[str, Any]) -> None:
    key = {"household_id": member.household_id, "person_id": member.person_id, "rule": rule_id}
    fresh = insert(AdviceDecision).values(**key, **values)
    db.execute(fresh.on_conflict_do_update(index_elements=list(key), set_=values))


def _tell(db: Session, member: Member, change: str) -> None:
    events.record(db, AdviceDecided(member.household_id, member.person_id, change))


def _mine(member: Member, rule_id: str) -> tuple[Any, ...]:
    return (
        AdviceDecision.household_id == member.household_id,
        AdviceDecision.person_id == member.person_id,
        AdviceDecision.rule == rule_id,
    )
