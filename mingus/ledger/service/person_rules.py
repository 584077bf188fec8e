"""The rules people make: “when the bank's text contains …, use this payee and this category”."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, Text, and_, any_, delete, func, insert, literal, or_, select, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from mingus.core import clock, events
from mingus.core.errors import NotFound, Refused
from mingus.core.ids import new_id
from mingus.core.tenancy import Member
from mingus.ledger.models import Account, Category, Payee, Rule, Transaction
from mingus.ledger.rules.fingerprints import normalise
from mingus.ledger.service import learning, payees, rollups
from mingus.ledger.service.visibility import visible_to

SHORTEST_PATTERN: Final = 2


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule as people read it. `learned`: Mingus made it from an edit."""

    id: UUID
    match: str
    pattern: str
    payee: str | None
    category: str | None
    learned: bool


def list_for(db: Session, member: Member) -> list[RuleView]:
    """Every rule: people's own first, then by text."""
    rows = db.execute(
        select(Rule.id, Rule.match, Rule.pattern, Payee.name, Category.name, Rule.source == "learned")
        .outerjoin(Payee, (Payee.household_id == Rule.household_id) & (Payee.id == Rule.payee_id))
        .outerjoin(Category, (Category.household_id == Rule.household_id) & (Category.id == Rule.category_id))
        .where(Rule.household_id == member.household_id)
        .order_by(Rule.source.desc(), Rule.pattern, Rule.id)
    )
    return [RuleView(*row) for row in rows]


def add(db: Session, member: Member, contains: str, *, payee: str | None, category_id: UUID | None) -> UUID:
    """A new rule; answers its id. Raises Refused when it says nothing or its text has one already."""
    pattern = normalise(contains)
    if len(pattern) < SHORTEST_PATTERN:
        raise Refused("Two letters at least.", fields={"contains": "Two letters at least."})
    if not payee and category_id is None:
        raise Refused("Choose a payee, a category, or both.", fields={"category_id": "Choose at least one."})
    if category_id is not None:
        _require_category(db, member, category_id)
    _refuse_known(db, member, pattern)
    rule_id, now = new_id(), clock.now()
    db.execute(
        insert(Rule).values(
            household_id=member.household_id,
            id=rule_id,
            match="contains",
            pattern=pattern,
            payee_id=payees.get_or_create(db, member, payee) if payee else None,
            category_id=category_id,
            source="person",
            created_at=now,
            updated_at=now,
        )
    )
    events.record(db, events.RuleChanged(member.household_id, member.person_id, rule_id, "created"))
    return rule_id


def remove(db: Session, member: Member, rule_id: UUID) -> None:
    """Forget a rule; rows it filed stay filed."""
    _require(db, member, rule_id)
    db.execute(delete(Rule).where(Rule.household_id == member.household_id, Rule.id == rule_id))
    events.record(db, events.RuleChanged(member.household_id, member.person_id, rule_id, "deleted"))


def apply(db: Session, member: Member, rule_id: UUID) -> int:
    """File rows that are there already by this rule; answers how many. What a person touched stays as it is."""
    rollups.lock_household(db, member.household_id)
    rule = _require(db, member, rule_id)
    texts = [
        text
        for text, decision in learning.decide_texts(db, member.household_id, _texts(db, member)).items()
        if decision.rule_id == rule_id
    ]
    changed = 0
    if rule.category_id is not None:
        changed = _set_category(db, member, texts, rule.category_id)
    if rule.payee_id is not None:
        changed = max(changed, _set_payee(db, member, texts, rule.payee_id))
    if changed:
        events.record(db, events.RuleApplied(member.household_id, member.person_id, rule_id, changed))
    return changed


def _require(db: Session, member: Member, rule_id: UUID) -> Rule:
    rule = db.scalar(select(Rule).where(Rule.household_id == member.household_id, Rule.id == rule_id))
    if rule is None:
        raise NotFound("There is no such rule.")
    return rule


def _require_category(db: Session, member: Member, category_id: UUID) -> None:
    wanted = select(Category.id).where(Category.household_id == member.household_id, Category.id == category_id)
    if db.scalar(wanted) is None:
        raise Refused("There is no such category.", fields={"category_id": "Choose a category."})


def _refuse_known(db: Session, member: Member, pattern: str) -> None:
    known = select(Rule.id).where(
        Rule.household_id == member.household_id, Rule.match == "contains", Rule.pattern == pattern
    )
    if db.scalar(known) is not None:
        raise Refused(
            "There is a rule for this text already.", fields={"contains": "There is a rule for this already."}
        )


def _untouched(member: Member) -> ColumnElement[bool]:
    accounts = select(Account.id).where(visible_to(member))
    return and_(
        Transaction.household_id == member.household_id,
        Transaction.account_id.in_(accounts),
        Transaction.deleted_at.is_(None),
        ~Transaction.is_split,
    )


def _texts(db: Session, member: Member) -> list[str]:
    wanted = select(Transaction.bank_description).where(_untouched(member), Transaction.bank_description.is_not(None))
    return [text for text in db.scalars(wanted.distinct()) if text]


def _set_category(db: Session, member: Member, texts: Collection[str], category_id: UUID) -> int:
    rows = and_(
        _untouched(member),
        Transaction.bank_description == any_(literal(list(texts), ARRAY(Text))),
        Transaction.category_source.is_distinct_from("person"),
        or_(
            Transaction.category_id.is_distinct_from(category_id), Transaction.category_source.is_distinct_from("rule")
        ),
    )
    month_on = func.date_trunc("month", Transaction.posted_on)
    touched = db.execute(
        select(Transaction.account_id, func.min(Transaction.posted_on), func.count())
        .where(rows)
        .group_by(Transaction.account_id, month_on)
    ).all()
    db.execute(
        update(Transaction)
        .where(rows)
        .values(category_id=category_id, category_source="rule", updated_at=clock.now())
        .execution_options(synchronize_session=False)
    )
    rollups.refresh_months(db, member.household_id, [(account_id, on) for account_id, on, _ in touched])
    return sum(count for *_, count in touched)


def _set_payee(db: Session, member: Member, texts: Collection[str], payee_id: UUID) -> int:
    rows = and_(
        _untouched(member),
        Transaction.bank_description == any_(literal(list(texts), ARRAY(Text))),
        Transaction.payee_source.is_distinct_from("person"),
        Transaction.payee_id.is_distinct_from(payee_id),
    )
    count = db.scalar(select(func.count()).select_from(Transaction).where(rows)) or 0
    db.execute(
        update(Transaction)
        .where(rows)
        .values(payee_id=payee_id, payee_source="rule", updated_at=clock.now())
        .execution_options(synchronize_session=False)
    )
    return count
