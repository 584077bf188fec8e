"""Whatever people do between imports and undos, in whatever order: the stored sums are what a recount says."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from mingus.core.db import transaction
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.ledger.models import Account, Transaction
from mingus.ledger.schemas.transactions import Part, TransactionChanges, TransactionDraft
from mingus.ledger.service import edits, imports, rollups, splits, transactions, transfers
from tests.factories import make_member
from tests.ledger.service.imports.files import Line, bring_in, csv, ofx

FIRST = date(2026, 1, 28)
SHOPS = ("FARE", "KROGER 412", "TRANSFER TO SAVINGS", "BLUE DOOR CAFE")
ACTIONS = ("csv", "ofx", "undo", "delete", "restore", "amount", "day", "split", "by hand", "transfer", "separate")


@dataclass
class History:
    """One household and what was done to it so far."""

    member: Member
    confirmed: list[UUID] = field(default_factory=list)

    def rows(self, **wanted: object) -> list[Transaction]:
        with transaction(self.member.household_id, read_only=True) as db:
            query = select(Transaction).where(Transaction.household_id == self.member.household_id)
            found = list(db.scalars(query.order_by(Transaction.id)))
        return [row for row in found if all(bool(getattr(row, name)) == value for name, value in wanted.items())]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_sums_survive_any_history(configuration: Settings, data: st.DataObject) -> None:
    history = History(make_member(configuration))
    for action in data.draw(st.lists(st.sampled_from(ACTIONS), min_size=3, max_size=12)):
        _do(history, action, data)
        with transaction(history.member.household_id) as db:
            assert rollups.recount(db, history.member.household_id) == [], action
    for import_id in data.draw(st.permutations(history.confirmed)):
        with transaction(history.member.household_id) as db:
            imports.undo(db, history.member, import_id)
    assert history.rows(import_id=True, deleted_at=False) == []
    with transaction(history.member.household_id) as db:
        assert rollups.recount(db, history.member.household_id) == []


def _do(history: History, action: str, data: st.DataObject) -> None:
    if action in {"csv", "ofx"}:
        lines = data.draw(_lines(with_pending=action == "csv"))
        content = csv(lines) if action == "csv" else ofx(lines)
        import_id, _ = bring_in(history.member, content, name=f"a.{action}", account_id=_account(history.member, data))
        history.confirmed.append(import_id)
    elif action == "undo" and history.confirmed:
        chosen = data.draw(st.sampled_from(history.confirmed))
        history.confirmed.remove(chosen)
        with transaction(history.member.household_id) as db:
            imports.undo(db, history.member, chosen)
    elif action == "by hand":
        with transaction(history.member.household_id) as db:
            draft = TransactionDraft(amount="3.25", description="KROGER 412", transaction_date=FIRST)
            account_id = _account(history.member, data)
            transactions.add(db, history.member, draft.model_copy(update={"account_id": account_id}))
    else:
        _edit(history, action, data)


def _edit(history: History, action: str, data: st.DataObject) -> None:
    wanted = {
        "restore": {"deleted_at": True},
        "separate": {"deleted_at": False, "transfer_id": True},
        "transfer": {"deleted_at": False, "transfer_id": False, "is_split": False},
        "split": {"deleted_at": False, "transfer_id": False},
    }.get(action, {"deleted_at": False})
    rows = history.rows(**wanted)
    if not rows:
        return
    row, who = data.draw(st.sampled_from(rows)), history.member
    with transaction(who.household_id) as db:
        if action == "delete":
            transactions.delete(db, who, row.id)
        elif action == "restore":
            transactions.restore(db, who, row.id)
        elif action == "amount":
            edits.change(db, who, row.id, TransactionChanges(amount="9.99"))
        elif action == "day":
            edits.change(db, who, row.id, TransactionChanges(transaction_date=FIRST + timedelta(days=40)))
        elif action == "transfer":
            transfers.mark_one_sided(db, who, row.id)
        elif action == "separate":
            transfers.separate(db, who, row.id)
        elif action == "split":
            half = abs(row.amount_minor) // 2
            sizes = (half, abs(row.amount_minor) - half)
            splits.replace(db, who, row.id, [Part(amount=f"{size // 100}.{size % 100:02}") for size in sizes])


@st.composite
def _lines(draw: st.DrawFn, *, with_pending: bool) -> list[Line]:
    pending = st.booleans() if with_pending else st.just(value=False)
    one = st.tuples(st.integers(0, 8), st.integers(-3, 3).filter(bool), st.sampled_from(SHOPS), pending)
    rows = draw(st.lists(one, min_size=1, max_size=6))
    return [Line(FIRST + timedelta(days=d), f"{a}.25", s, f"F{d}{a}{s[:2]}", pending=p) for d, a, s, p in rows]


def _account(member: Member, data: st.DataObject) -> UUID | None:
    with transaction(member.household_id, read_only=True) as db:
        known = list(
            db.scalars(select(Account.id).where(Account.household_id == member.household_id).order_by(Account.id))
        )
    choices = [*known, None] if len(known) < 2 else known
    return data.draw(st.sampled_from(choices))
