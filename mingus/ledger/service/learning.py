"""Filing by itself: what people's edits teach, and what a household knows when new rows come in."""

from collections.abc import Collection, Hashable, Sequence
from typing import Generic, NamedTuple, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from mingus.core import clock, events
from mingus.core.errors import NotFound
from mingus.core.ids import new_id
from mingus.core.tenancy import Member
from mingus.ledger.models import Account, Category, Payee, Rule, Transaction
from mingus.ledger.rules.filing import Decision, Knowledge, KnownRule
from mingus.ledger.rules.fingerprints import normalise
from mingus.ledger.rules.payees import clean
from mingus.ledger.service.visibility import visible_to

Key = TypeVar("Key", bound=Hashable)


class Candidate(NamedTuple, Generic[Key]):
    """A row to file: its cleaned payee, the bank's text, the amount's sign, and the file's category or ''."""

    key: Key
    payee: str
    description: str
    sign: int
    bank_category: str


def knowledge(db: Session, household_id: UUID) -> Knowledge:
    """Everything needed to file rows: three statements, then no more."""
    columns = (Rule.id, Rule.match, Rule.pattern, Rule.payee_id, Rule.category_id, Rule.source)
    rules = db.execute(select(*columns).where(Rule.household_id == household_id))
    payees = db.execute(
        select(Payee.name, Payee.category_id).where(Payee.household_id == household_id, Payee.category_id.is_not(None))
    )
    categories = db.execute(
        select(Category.id, Category.name, Category.slug).where(Category.household_id == household_id)
    )
    return Knowledge.of(
        (KnownRule(*row) for row in rules),
        ((name, category_id) for name, category_id in payees if category_id),
        ((row.id, row.name, row.slug) for row in categories),
    )


def categorise(db: Session, household_id: UUID, candidates: Sequence[Candidate[Key]]) -> dict[Key, tuple[UUID, str]]:
    """The category and where it comes from, per key; keys nobody knows are left out."""
    known = knowledge(db, household_id)
    found: dict[Key, tuple[UUID, str]] = {}
    for key, payee, description, sign, bank_category in candidates:
        decision = known.of_row(payee, description, sign, bank_category)
        if decision.category_id and decision.source:
            found[key] = decision.category_id, decision.source
    return found


def decide(db: Session, household_id: UUID, payee_texts: Collection[str]) -> dict[str, Decision]:
    """What each distinct cleaned payee gets, for imports that write by sets; payees nobody knows are left out.

    A decision that is not `over_file` goes behind the file's own category, an `income_only` one to amounts above zero.
    `decide_texts` goes before both.
    """
    known = knowledge(db, household_id)
    decisions = {text: known.of_payee(text) for text in payee_texts}
    return {text: made for text, made in decisions.items() if made.category_id or made.payee_id}


def decide_texts(db: Session, household_id: UUID, descriptions: Collection[str]) -> dict[str, Decision]:
    """What people's “when the text contains …” rules say of each distinct bank text; the others are left out."""
    known = knowledge(db, household_id)
    decisions = {text: known.of_text(text) for text in descriptions} if known.contains else {}
    return {text: made for text, made in decisions.items() if made.rule_id}


def remember(db: Session, member: Member, transaction_id: UUID, category_id: UUID | None) -> None:
    """Learn from a person's edit: this payee's next rows get this category too. Raises NotFound.

    A person's own rule is never overwritten. Private accounts teach nothing, since the rules are the household's.
    """
    row = db.execute(
        select(Transaction.bank_description, Payee.name, Account.private_to)
        .join(Account, (Account.household_id == Transaction.household_id) & (Account.id == Transaction.account_id))
        .outerjoin(Payee, (Payee.household_id == Transaction.household_id) & (Payee.id == Transaction.payee_id))
        .where(Transaction.household_id == member.household_id, Transaction.id == transaction_id)
        .where(visible_to(member))
    ).one_or_none()
    if row is None:
        raise NotFound("There is no such transaction.")
    said = clean(row.bank_description) if row.bank_description else row.name
    if category_id is None or row.private_to or not said:
        return
    _learn(db, member, normalise(said), category_id)


def _learn(db: Session, member: Member, pattern: str, category_id: UUID) -> None:
    now, rule_id = clock.now(), new_id()
    adding = insert(Rule).values(
        household_id=member.household_id,
        id=rule_id,
        match="exact",
        pattern=pattern,
        category_id=category_id,
        source="learned",
        created_at=now,
        updated_at=now,
    )
    learned = db.scalar(
        adding.on_conflict_do_update(
            index_elements=[Rule.household_id, Rule.match, Rule.pattern],
            set_={"category_id": category_id, "updated_at": now},
            where=(Rule.source == "learned") & Rule.category_id.is_distinct_from(category_id),
        ).returning(Rule.id)
    )
    if learned:
        events.record(db, events.RuleChanged(member.household_id, member.person_id, learned, "learned"))
