"""Transfers are found beyond doubt or left alone."""

import random
from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from mingus.core.ids import new_id
from mingus.ledger.rules.transfers import KnownAccount, Line, match, suggest

CHECKING, SAVINGS, VISA, JOINT = (
    KnownAccount(UUID(int=number), name, kind)
    for number, (name, kind) in enumerate(
        [("Checking", "checking"), ("Savings", "savings"), ("Visa", "card"), ("Joint", "checking")], start=1
    )
)
ACCOUNTS = [CHECKING, SAVINGS, VISA, JOINT]
MONDAY = date(2026, 3, 2)


def line(account: KnownAccount, day: int, minor: int, text: str, currency: str = "USD") -> Line:
    return Line(new_id(), account.id, MONDAY + timedelta(days=day), minor, currency, text)


def test_the_two_sides_of_a_transfer_find_each_other() -> None:
    out, into = line(CHECKING, 0, -20000, "TRANSFER TO SAVINGS"), line(SAVINGS, 2, 20000, "TRANSFER FROM CHECKING")
    assert match([into, out], ACCOUNTS, []) == [(out.id, into.id)]


def test_paying_the_card_is_a_transfer() -> None:
    out, into = line(CHECKING, 0, -31234, "VISA AUTOPAY 0231"), line(VISA, 3, 31234, "PAYMENT THANK YOU - WEB")
    assert match([out, into], ACCOUNTS, []) == [(out.id, into.id)]


def test_equal_amounts_alone_are_no_transfer() -> None:
    coffee, interest = line(VISA, 0, -543, "COFFEE MERCHANT 1"), line(SAVINGS, 0, 543, "BANK INTEREST")
    assert match([coffee, interest], ACCOUNTS, []) == []
    assert suggest([coffee, interest], ACCOUNTS, [], limit=9) == []


def test_one_telling_text_is_a_suggestion_only() -> None:
    out, into = line(CHECKING, 0, -20000, "TRANSFER 00123"), line(SAVINGS, 1, 20000, "MOBILE DEPOSIT")
    assert match([out, into], ACCOUNTS, []) == []
    assert suggest([out, into], ACCOUNTS, [], limit=9) == [(out.id, into.id)]


def test_more_than_four_days_apart_is_no_transfer() -> None:
    out, into = line(CHECKING, 0, -20000, "TRANSFER TO SAVINGS"), line(SAVINGS, 5, 20000, "TRANSFER FROM CHECKING")
    assert match([out, into], ACCOUNTS, []) == []


def test_other_currencies_and_the_same_account_are_no_transfer() -> None:
    out = line(CHECKING, 0, -20000, "TRANSFER")
    assert match([out, line(SAVINGS, 0, 20000, "TRANSFER", "EUR")], ACCOUNTS, []) == []
    assert match([out, line(CHECKING, 0, 20000, "TRANSFER")], ACCOUNTS, []) == []


def test_two_equal_transfers_of_one_day_pair_one_to_one() -> None:
    outs = [line(CHECKING, 0, -20000, "TRANSFER TO SAVINGS") for _ in range(2)]
    ins = [line(SAVINGS, 0, 20000, "TRANSFER FROM CHECKING") for _ in range(2)]
    found = match(outs + ins, ACCOUNTS, [])
    assert {out for out, _ in found} == {row.id for row in outs}
    assert {into for _, into in found} == {row.id for row in ins}


def test_two_possible_accounts_are_left_to_the_person() -> None:
    out = line(CHECKING, 0, -20000, "ONLINE TRANSFER")
    ins = [line(SAVINGS, 0, 20000, "ONLINE TRANSFER"), line(JOINT, 0, 20000, "ONLINE TRANSFER")]
    assert match([out, *ins], ACCOUNTS, []) == []
    assert len(suggest([out, *ins], ACCOUNTS, [], limit=9)) == 2


def test_the_account_that_the_text_names_wins() -> None:
    out = line(CHECKING, 0, -20000, "TRANSFER TO JOINT")
    savings, joint = line(SAVINGS, 0, 20000, "TRANSFER"), line(JOINT, 2, 20000, "TRANSFER FROM CHECKING")
    assert match([out, savings, joint], ACCOUNTS, []) == [(out.id, joint.id)]


def test_a_text_that_names_another_account_is_no_partner() -> None:
    out, into = line(CHECKING, 0, -20000, "TRANSFER TO SAVINGS"), line(JOINT, 0, 20000, "TRANSFER FROM CHECKING")
    assert match([out, into], ACCOUNTS, []) == []


def test_which_of_two_equal_rows_is_not_guessed() -> None:
    outs = [line(CHECKING, day, -20000, "TRANSFER TO SAVINGS") for day in (0, 2)]
    into = line(SAVINGS, 1, 20000, "TRANSFER FROM CHECKING")
    assert match([*outs, into], ACCOUNTS, []) == []


def test_the_nearer_of_two_equal_rows_is_taken() -> None:
    outs = [line(CHECKING, day, -20000, "TRANSFER TO SAVINGS") for day in (0, 3)]
    into = line(SAVINGS, 3, 20000, "TRANSFER FROM CHECKING")
    assert match([*outs, into], ACCOUNTS, []) == [(outs[1].id, into.id)]


def test_a_daily_transfer_that_always_arrives_a_day_later_pairs_throughout() -> None:
    outs = [line(CHECKING, day, -500, "TRANSFER TO SAVINGS") for day in range(300)]
    ins = [line(SAVINGS, day + 1, 500, "TRANSFER FROM CHECKING") for day in range(300)]
    assert len(match(outs + ins, ACCOUNTS, [])) == 300


def test_a_rejected_pair_stays_apart() -> None:
    out, into = line(CHECKING, 0, -20000, "TRANSFER TO SAVINGS"), line(SAVINGS, 0, 20000, "TRANSFER FROM CHECKING")
    assert match([out, into], ACCOUNTS, [(out.id, into.id)]) == []
    assert suggest([out, into], ACCOUNTS, [(out.id, into.id)], limit=9) == []


def test_masses_of_equal_amounts_are_left_alone() -> None:
    outs = [line(CHECKING, 0, -500, "TRANSFER TO SAVINGS") for _ in range(300)]
    ins = [line(SAVINGS, 0, 500, "TRANSFER FROM CHECKING") for _ in range(300)]
    assert match(outs + ins, ACCOUNTS, []) == []


def test_every_transfer_among_many_ordinary_rows_pairs_and_nothing_else() -> None:
    chance = random.Random(7)
    rows: list[Line] = []
    sides: dict[UUID, UUID] = {}
    for _ in range(600):
        other, minor, day = chance.choice(ACCOUNTS[1:]), chance.randrange(20, 60) * 100, chance.randrange(700)
        out = line(CHECKING, day, -minor, f"TRANSFER TO {other.name.upper()}")
        into = line(other, day + chance.randrange(3), minor, "TRANSFER FROM CHECKING")
        rows += [out, into, line(VISA, day, -minor, "COFFEE 1"), line(SAVINGS, day, minor, "BANK INTEREST")]
        sides |= {out.id: other.id, into.id: CHECKING.id}
    found = match(rows, ACCOUNTS, [])
    assert {row_id for pair in found for row_id in pair} == set(sides)


few_days = st.integers(0, 12)
texts = st.sampled_from(["TRANSFER", "TRANSFER TO SAVINGS", "TRANSFER FROM CHECKING", "COFFEE", "PAYMENT VISA"])
any_line = st.builds(line, st.sampled_from(ACCOUNTS), few_days, st.sampled_from([-300, -200, 200, 300]), texts)


@given(st.lists(any_line, max_size=25))
def test_whatever_the_rows_pairs_are_opposite_near_and_of_two_accounts(rows: list[Line]) -> None:
    known = {row.id: row for row in rows}
    found = match(rows, ACCOUNTS, [])
    used = [row_id for pair in found for row_id in pair]
    assert len(used) == len(set(used))
    for out, into in ((known[a], known[b]) for a, b in found):
        assert out.amount_minor == -into.amount_minor < 0
        assert out.account_id != into.account_id
        assert abs((out.posted_on - into.posted_on).days) <= 4
    assert match(reversed(rows), ACCOUNTS, []) == found
