"""Whatever a person does in whatever order: stored sums are what a fresh count gives, and parts make their whole."""

import contextlib
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from mingus.core import db
from mingus.core.errors import NotFound, Refused
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.ledger.schemas.transactions import Part, TransactionChanges, TransactionDraft
from mingus.ledger.service import edits, splits, transactions
from tests.factories import make_member
from tests.ledger.by_hand import DAY, account, books_are_right

AMOUNTS = st.integers(1, 99999).map(lambda cents: f"{cents // 100}.{cents % 100:02}")
DAYS = st.integers(0, 70).map(lambda days: DAY + timedelta(days=days))
TYPES = st.sampled_from(["income", "expense", "transfer"])
DEEDS = st.one_of(
    st.tuples(st.just("add"), AMOUNTS, TYPES, DAYS),
    st.tuples(st.just("edit"), AMOUNTS, st.none() | TYPES, st.none() | DAYS),
    st.tuples(st.just("split"), st.integers(1, 500), st.none(), st.none()),
    st.tuples(st.sampled_from(["delete", "restore", "file"]), st.none(), st.none(), st.none()),
)
ODD_PARTS = """
    SELECT count(*) FROM transactions t
     WHERE t.is_split AND t.amount_minor <> (SELECT sum(s.amount_minor) FROM transaction_splits s
                                              WHERE s.household_id = t.household_id AND s.transaction_id = t.id)
"""


@given(deeds=st.lists(st.tuples(st.integers(0, 20), DEEDS), min_size=1, max_size=14))
@settings(max_examples=25, deadline=None)
def test_the_books_are_right_after_any_history(configuration: Settings, deeds: list[tuple[int, Any]]) -> None:
    someone = make_member(configuration)
    places = [account(someone, "Here"), account(someone, "There")]
    made: list[Any] = []
    for which, deed in deeds:
        with contextlib.suppress(Refused, NotFound), db.transaction(someone.household_id) as session:
            _do(session, someone, (which, *deed), made, places)
    assert books_are_right(someone)
    with db.transaction(someone.household_id, read_only=True) as session:
        assert session.scalar(text(ODD_PARTS)) == 0


def _do(session: Session, member: Member, deed: Any, made: list[Any], places: list[Any]) -> None:
    which, what, amount, kind, on = deed
    here, there = places[which % 2], places[1 - which % 2]
    if what == "add" or not made:
        draft = {
            "amount": amount if isinstance(amount, str) else "5",
            "description": f"Shop {which % 3}",
            "account_id": here,
        }
        draft |= {"transaction_type": kind or "expense", "transaction_date": on or DAY}
        made.append(
            transactions.add(session, member, TransactionDraft.model_validate(draft | {"to_account_id": there}))
        )
        return
    row = made[which % len(made)]
    if what == "edit":
        sent = {"amount": amount, "transaction_type": kind, "transaction_date": on, "to_account_id": there}
        edits.change(session, member, row, TransactionChanges.model_validate(sent))
    elif what == "split":
        whole = transactions.locked(session, member, row)
        size = abs(whole.amount_minor)
        parts = [f"{part // 100}.{part % 100:02}" for part in (min(amount, size), size - min(amount, size))]
        splits.replace(session, member, row, [Part(amount=part, category="Groceries") for part in parts])
    elif what == "file":
        transactions.set_category(session, member, row, "Groceries")
    else:
        getattr(transactions, what)(session, member, row)
