"""Which incoming row is one that is there already. A wrong merge loses money, so what is not proved is asked."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingus.ledger.rules.pending import Pair, Verdict, decide

DAY = date(2026, 3, 10)


def pair(number: int = 1, stored_id: str = "A", **changes: Any) -> Pair:
    """A posted row after a pending one of the same amount and shop, unless changed."""
    values: dict[str, Any] = {
        "incoming_on": DAY,
        "stored_on": DAY,
        "incoming_minor": -4000,
        "stored_minor": -4000,
        "incoming_text": "BLUE DOOR CAFE ATLANTA",
        "stored_text": "TST* BLUE DOOR CAFE",
        "incoming_pending": False,
        "stored": "pending",
    }
    return Pair(number, stored_id, **{**values, **changes})


def outcome(**changes: Any) -> str | None:
    """What becomes of the one incoming row; None when it is no other row."""
    verdict = decide([pair(**changes)]).get(1)
    return verdict.outcome if verdict else None


@pytest.mark.parametrize(
    ("days_later", "becomes"), [(-2, None), (-1, "posted"), (0, "posted"), (10, "posted"), (11, None)]
)
def test_a_pending_row_posts_from_a_day_before_to_ten_days_after(days_later: int, becomes: str | None) -> None:
    assert outcome(incoming_on=DAY + timedelta(days=days_later)) == becomes


@pytest.mark.parametrize(
    ("posted", "becomes"),
    [(-4000, "posted"), (-4001, "posted"), (-5400, "posted"), (-5401, None), (-3999, None), (4000, None)],
)
def test_a_tip_may_add_up_to_35_per_cent_and_nothing_is_taken_off(posted: int, becomes: str | None) -> None:
    assert outcome(incoming_minor=posted) == becomes


def test_money_coming_in_gets_no_tip() -> None:
    assert outcome(incoming_minor=4100, stored_minor=4000) is None


def test_the_same_amount_is_enough_and_a_tip_needs_a_name_in_common() -> None:
    assert outcome(incoming_text="JOES COFFEE") == "posted"
    assert outcome(incoming_text="JOES COFFEE", incoming_minor=-4800) == "review"


@pytest.mark.parametrize("noise", ["POS DEBIT CARD PURCHASE", "PENDING PAYMENT", "THE INC", "AB CD"])
def test_words_that_every_bank_writes_are_no_name_in_common(noise: str) -> None:
    assert outcome(incoming_text=noise, stored_text=noise, incoming_minor=-4800) == "review"


def test_an_older_file_may_bring_the_pending_row_second() -> None:
    late = pair(incoming_pending=True, stored="posted", stored_on=DAY + timedelta(days=3), stored_minor=-4800)
    assert decide([late])[1] == Verdict("matched", "A", "This has posted since.")


@pytest.mark.parametrize(("incoming_pending", "stored"), [(True, "pending"), (False, "posted")])
def test_two_rows_of_one_kind_are_never_each_other(incoming_pending: bool, stored: str) -> None:  # noqa: FBT001 (a table)
    assert outcome(incoming_pending=incoming_pending, stored=stored) is None


@pytest.mark.parametrize(("days", "becomes"), [(-5, None), (-4, "filled"), (4, "filled"), (5, None)])
def test_a_row_added_by_hand_is_found_within_four_days(days: int, becomes: str | None) -> None:
    assert outcome(stored="manual", stored_on=DAY + timedelta(days=days), stored_text="Lunch") == becomes


def test_a_row_added_by_hand_has_its_amount_to_the_cent() -> None:
    assert outcome(stored="manual", incoming_minor=-4001) is None


def test_two_different_candidates_are_a_question_that_names_the_nearest() -> None:
    near = pair(stored_id="near", stored_on=DAY - timedelta(days=1))
    far = pair(stored_id="far", stored_on=DAY - timedelta(days=5))
    found = decide([far, near])[1]
    assert found == Verdict("review", "near", "This may be one of 2 you have, most likely one that is pending.")


def test_two_rivals_for_one_stored_row_are_both_questions() -> None:
    found = decide([pair(1), pair(2, incoming_text="BLUE DOOR CAFE SAVANNAH")])
    assert {number: verdict.outcome for number, verdict in found.items()} == {1: "review", 2: "review"}


def test_a_clear_match_frees_what_it_would_make_ambiguous() -> None:
    """Row 1 is surely A; so row 2, which could be A or B, is B."""
    exact = pair(1, "A")
    either = {"incoming_minor": -4400, "incoming_text": "BLUE DOOR CAFE"}
    found = decide([exact, pair(2, "A", **either), pair(2, "B", **either)])
    assert {number: (v.outcome, v.transaction_id) for number, v in found.items()} == {
        1: ("posted", "A"),
        2: ("posted", "B"),
    }


def test_equal_fares_are_paired_as_often_as_there_are_some() -> None:
    fares = [pair(number, stored_id) for number in (1, 2) for stored_id in ("A", "B")]
    found = decide(fares)
    assert {verdict.outcome for verdict in found.values()} == {"posted"}
    assert {verdict.transaction_id for verdict in found.values()} == {"A", "B"}


def test_three_equal_fares_after_two_pending_ones_are_a_question() -> None:
    found = decide([pair(number, stored_id) for number in (1, 2, 3) for stored_id in ("A", "B")])
    assert {verdict.outcome for verdict in found.values()} == {"review"}


@st.composite
def crowds(draw: st.DrawFn) -> list[Pair]:
    """Every pair between a few incoming rows and a few stored ones, all much alike."""
    sign = st.sampled_from([-1, -1, -1, 1])
    row = st.tuples(st.integers(-3, 12), st.sampled_from([4000, 4400, 5400]), sign, st.sampled_from(["BLUE", "GRAY"]))
    incoming = draw(st.lists(st.tuples(row, st.booleans()), min_size=1, max_size=4))
    stored = draw(st.lists(st.tuples(row, st.sampled_from(["pending", "posted", "manual"])), min_size=1, max_size=4))
    return [
        pair(
            number,
            f"T{position}",
            incoming_on=DAY + timedelta(days=new[0]),
            stored_on=DAY + timedelta(days=old[0]),
            incoming_minor=new[1] * new[2],
            stored_minor=old[1] * old[2],
            incoming_text=new[3],
            stored_text=old[3],
            incoming_pending=is_pending,
            stored=kind,
        )
        for number, (new, is_pending) in enumerate(incoming)
        for position, (old, kind) in enumerate(stored)
    ]


@given(crowds())
def test_no_stored_row_is_taken_twice(pairs: list[Pair]) -> None:
    taken = Counter(v.transaction_id for v in decide(pairs).values() if v.outcome != "review")
    assert not [stored for stored, times in taken.items() if times > 1]


@given(crowds())
def test_money_in_is_never_money_out(pairs: list[Pair]) -> None:
    by_ids = {(p.number, p.transaction_id): p for p in pairs}
    found = [by_ids[number, verdict.transaction_id] for number, verdict in decide(pairs).items()]
    assert all(p.incoming_minor * p.stored_minor > 0 for p in found)


@given(st.data())
def test_the_order_of_the_pairs_decides_nothing(data: st.DataObject) -> None:
    pairs = data.draw(crowds())
    shuffled = data.draw(st.permutations(pairs))
    one, other = decide(pairs), decide(shuffled)
    assert {n: v.outcome for n, v in one.items()} == {n: v.outcome for n, v in other.items()}
    assert Counter(v.transaction_id for v in one.values()) == Counter(v.transaction_id for v in other.values())


@given(crowds())
def test_what_files_come_first_makes_no_difference_to_who_belongs_together(pairs: list[Pair]) -> None:
    """A posted row after its pending one, or the other way about: the same two are one, or the same two a question."""
    bank = [p for p in pairs if p.stored != "manual"]
    turned = [
        pair(
            p.number,
            p.transaction_id,
            incoming_on=p.stored_on,
            stored_on=p.incoming_on,
            incoming_minor=p.stored_minor,
            stored_minor=p.incoming_minor,
            incoming_text=p.stored_text,
            stored_text=p.incoming_text,
            incoming_pending=p.stored == "pending",
            stored="pending" if p.incoming_pending else "posted",
        )
        for p in bank
    ]
    for one, other in zip(bank, turned, strict=True):
        alone, back = decide([one]).get(one.number), decide([other]).get(other.number)
        assert (alone is None) == (back is None)
        if alone and back:
            assert (alone.outcome == "review") == (back.outcome == "review")
