"""A household with a row in every table, each text a canary: what everybody of it shares, and what is one person's.

Whoever meets one of these words where they must not, has found a leak.
"""

import hashlib
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from mingus import goals, profile
from mingus.core.clock import today
from mingus.core.db import GLOBAL_TABLES, Base, transaction
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.goals.schemas import ContributionDraft, GoalDraft
from mingus.identity import service
from mingus.identity.models import Household
from mingus.identity.rules.operators import MINUTES
from mingus.identity.schemas.households import InvitationDraft
from mingus.ledger.models import Transaction
from mingus.ledger.schemas.transactions import Part, TransactionChanges
from mingus.ledger.service import accounts, categories, edits, person_rules, splits
from tests.abuse.matrix import own
from tests.factories import make_member, make_someone, share
from tests.identity.operators import make_operator
from tests.ledger.by_hand import account, add
from tests.ledger.service.imports import files

SHARED: Final = "Sharedzq"
PRIVATE: Final = "Hiddenvw"
THINGS: Final = (
    *("household", "account", "bank", "payee", "note", "category", "rule", "goal", "plan", "saving", "row", "file"),
    *("part", "trash", "savings", "receipt", "reason", "debt", "employer"),
)
SHARED_WORDS: Final = (*(f"{SHARED} {thing}" for thing in THINGS), f"{SHARED}.guest")
PRIVATE_WORDS: Final = tuple(
    f"{PRIVATE} {thing}"
    for thing in (
        *("account", "bank", "payee", "note", "row", "file", "receipt"),
        *(
            "phone",
            "passkey",
            "browser",
            "token",
            "folder",
            "bookmark",
            "week",
            "city",
        ),  # a person's own, which the household does not see either
    )
)
WRITTEN_BY_LOOKING: Final = frozenset({"audit_log", "audit_heads"})  # an export is written down
WITHOUT_ROWS: Final = {
    "import_changes": "how rows were before a later file changed them, for undoing it",
    "idempotency_keys": "copies of answers, for a day",
    "transfer_rejections": "pairs of ids",
}


@dataclass(frozen=True)
class Home:
    """The people around one household, and the ids of its things. `ids` are shared, `private_ids` the owner's alone."""

    owner: Member
    partner: Member
    viewer: Member
    stranger: Member
    operator: Member  # of whom a look into the household is open
    other_operator: Member
    ids: dict[str, Any]
    private_ids: dict[str, Any]


def furnish(configuration: Settings) -> Home:
    """Build it by the services that pages use."""
    owner = make_member(configuration, first_name="Olive")
    partner = share(owner, make_someone(configuration, first_name="Paul"), "partner")
    viewer = share(owner, make_someone(configuration, first_name="Vera"), "viewer")
    stranger = make_member(configuration, first_name="Stan")
    operator, other = make_operator(configuration), make_operator(configuration, first_name="Otto")
    _name(owner)
    ids, hidden = _money(owner), _private_money(owner)
    ids["goal_id"], ids["rule_id"] = _goal(owner), _rule(owner)
    ids["debt_id"], ids["schedule_id"] = _debt(owner), _pay(owner)
    own.profile_of(owner, f"{PRIVATE} city")
    ids["invitation_id"] = _guest(owner)
    ids["document_id"] = own.receipt(owner, ids["transaction_id"], f"{SHARED} receipt.pdf")
    hidden["document_id"] = own.receipt(owner, hidden["transaction_id"], f"{PRIVATE} receipt.pdf")
    ids["grant_id"] = _look(owner, operator)
    ids |= own.ways_in(owner, PRIVATE) | own.assessments(owner)
    ids |= {
        "archive_id": own.archive(owner),
        "household_id": owner.household_id,
        "person_id": viewer.person_id,
        "number": 1,
        "week_on": own.week(owner, f"{PRIVATE} week"),
        "position": 1,
        "group": "work",
        "step": "work",
        "token": "A" * 43,
        **own.library(owner, PRIVATE),
    }
    return Home(owner, partner, viewer, stranger, operator, other, ids, {**ids, **hidden})


def tables_without_rows(home: Home) -> set[str]:
    """Tables of households in which this one has nothing: `furnish` forgot them."""
    empty = set()
    with transaction(home.owner.household_id, read_only=True) as db:
        for table in Base.metadata.sorted_tables:
            if table.name in GLOBAL_TABLES or "household_id" not in table.columns:
                continue
            if not db.scalar(select(func.count()).select_from(table)):
                empty.add(table.name)
    return empty - set(WITHOUT_ROWS)


def snapshot(home: Home, *, only_private: bool = False) -> dict[str, str]:
    """A digest of every row of the household, table by table; a change anywhere shows."""
    found = {}
    with transaction(home.owner.household_id, read_only=True) as db:
        for table in Base.metadata.sorted_tables:
            if table.name in GLOBAL_TABLES | WRITTEN_BY_LOOKING or "household_id" not in table.columns:
                continue
            rows = sorted(repr(tuple(row)) for row in db.execute(select(table)))
            rows = [row for row in rows if not only_private or PRIVATE.lower() in row.lower()]
            found[table.name] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
        found |= {} if only_private else own.digests(db, home.owner)
    return found


def _name(owner: Member) -> None:
    with transaction(owner.household_id) as db:
        db.execute(update(Household).where(Household.id == owner.household_id).values(name=f"{SHARED} household"))


def _money(owner: Member) -> dict[str, Any]:
    mine = account(owner, f"{SHARED} account", institution=f"{SHARED} bank", number="12345678")
    other = account(owner, f"{SHARED} savings", kind="savings")
    gone = account(owner, f"{SHARED} trash")
    with transaction(owner.household_id) as db:
        accounts.delete(db, owner, gone)
        category_id = categories.create(db, owner, f"{SHARED} category", "expense")
    spent = add(
        owner, "12.50", f"{SHARED} payee", note=f"{SHARED} note", account_id=mine, category=f"{SHARED} category"
    )
    whole = add(owner, "30", f"{SHARED} part", account_id=mine)
    add(owner, "5", "To savings", account_id=mine, to_account_id=other, transaction_type="transfer")
    with transaction(owner.household_id) as db:
        parts = [Part(amount="10", note=f"{SHARED} part"), Part(amount="20", category=f"{SHARED} category")]
        splits.replace(db, owner, whole, parts)
    import_id, _ = files.bring_in(
        owner,
        files.csv([files.line("2026-03-01", "-1.00", f"{SHARED} row")]),
        name=f"{SHARED} file.csv",
        account_id=mine,
    )
    return {"account_id": mine, "transaction_id": spent, "category_id": category_id, "import_id": import_id}


def _private_money(owner: Member) -> dict[str, Any]:
    mine = account(owner, f"{PRIVATE} account", institution=f"{PRIVATE} bank", is_private=True)
    spent = add(owner, "7777.77", f"{PRIVATE} payee", note=f"{PRIVATE} note", account_id=mine)
    import_id, _ = files.bring_in(
        owner,
        files.csv([files.line("2026-03-02", "-8888.88", f"{PRIVATE} row")]),
        name=f"{PRIVATE} file.csv",
        account_id=mine,
    )
    with transaction(owner.household_id) as db:  # an edit teaches a rule, which everybody would see
        named = TransactionChanges(description=f"{PRIVATE} payee", category=f"{SHARED} category")
        edits.change(db, owner, _row_of(db, mine), named)
    return {"account_id": mine, "transaction_id": spent, "import_id": import_id}


def _row_of(db: Session, account_id: UUID) -> UUID:
    return db.scalars(
        select(Transaction.id).where(Transaction.account_id == account_id, Transaction.bank_posted_on.is_not(None))
    ).one()


def _goal(owner: Member) -> UUID:
    with transaction(owner.household_id) as db:
        goal = goals.create(db, owner, GoalDraft(title=f"{SHARED} goal", target_amount="9000", note=f"{SHARED} plan"))
        goals.contribute(db, owner, goal.id, ContributionDraft(amount="10", note=f"{SHARED} saving"))
    return goal.id


def _debt(owner: Member) -> UUID:
    with transaction(owner.household_id) as db:
        return profile.add_debt(db, owner, profile.DebtDraft(name=f"{SHARED} debt", kind="card", owed_amount="900")).id


def _pay(owner: Member) -> UUID:
    draft = profile.PayScheduleDraft(
        name=f"{SHARED} employer", rhythm="weekly", anchor_on=today(owner.time_zone), net_amount="900"
    )
    with transaction(owner.household_id) as db:
        return profile.add_pay_schedule(db, owner, draft).id


def _rule(owner: Member) -> UUID:
    with transaction(owner.household_id) as db:
        return person_rules.add(db, owner, f"{SHARED} rule", payee=f"{SHARED} payee", category_id=None)


def _look(owner: Member, operator: Member) -> UUID:
    with transaction(owner.household_id) as db:
        reason = f"{SHARED} reason: an import that does not end"
        return service.operators.open_access(
            db, operator.person_id, owner.household_id, reason=reason, minutes=max(MINUTES)
        )


def _guest(owner: Member) -> UUID:
    draft = InvitationDraft(email=f"{SHARED}.guest@example.com".lower(), role="viewer")
    with transaction(owner.household_id) as db:
        return service.invitations.invite(db, owner, draft)
