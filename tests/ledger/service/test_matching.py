import pytest

from mingus.core import db
from mingus.core.errors import Refused
from mingus.core.tenancy import Member
from mingus.ledger.schemas.listing import TransactionFilter
from mingus.ledger.service import listing
from tests.ledger.by_hand import account, add


def names(member: Member, **wanted: str) -> set[str]:
    with db.transaction(member.household_id, read_only=True) as session:
        page = listing.page(session, member, TransactionFilter.model_validate(wanted))
    return {row.name for row in page.rows}


def test_bounds_are_in_the_money_of_each_row(alice: Member) -> None:
    for name, currency, amount in (("Dollars", "USD", "12.50"), ("Yen", "JPY", "13"), ("Dinars", "KWD", "12.499")):
        add(alice, amount, name, account_id=account(alice, name, currency=currency))
    assert names(alice, min_amount="12.5") == {"Dollars", "Yen"}
    assert names(alice, max_amount="12.5") == {"Dollars", "Dinars"}
    with pytest.raises(Refused) as refused:
        names(alice, min_amount="a lot")
    assert "min_amount" in refused.value.fields


def test_signs_of_patterns_are_searched_as_they_are(alice: Member) -> None:
    account(alice)
    for name in ("100% Juice", "100 Juices", r"back\slash", "under_score"):
        add(alice, description=name)
    assert names(alice, q="0%") == {"100% Juice"}
    assert names(alice, q="r_s") == {"under_score"}
    assert names(alice, q="k\\s") == {r"back\slash"}


def test_every_word_must_be_found_somewhere(alice: Member) -> None:
    account(alice)
    add(alice, description="Busy Bee Cafe", note="with Dana")
    add(alice, description="Busy Bee Cafe")
    assert names(alice, q="dana bee") == {"Busy Bee Cafe"}
    assert names(alice, q="dana market") == set()
