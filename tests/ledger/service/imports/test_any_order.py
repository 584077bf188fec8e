"""Whatever the order of files and of rows in them, and however often: the same rows and the same sums."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingus.core.db import transaction
from mingus.core.settings import Settings
from mingus.ledger.service import rollups
from tests.factories import make_member
from tests.ledger.service.imports.files import Line, bring_in, csv, ofx, only_account, rows

FIRST = date(2026, 3, 1)
SHOPS = ("MARTA FARE", "KROGER 412", "BLUE DOOR CAFE", "SHELL OIL", "NETFLIX")
PLAN = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def movements(draw: st.DrawFn) -> list[Line]:
    """A month of an account with twins among its rows; each has the bank's number."""
    one = st.tuples(st.integers(0, 20), st.integers(1, 6), st.sampled_from(SHOPS))
    found = draw(st.lists(one, min_size=1, max_size=12))
    found += draw(st.lists(st.sampled_from(found), max_size=4))
    return [
        Line(FIRST + timedelta(days=day), f"-{amount}.25", shop, f"F{n}") for n, (day, amount, shop) in enumerate(found)
    ]


@st.composite
def overlapping(draw: st.DrawFn, whole: list[Line]) -> list[list[Line]]:
    """Downloads of whole days that cover the month together, overlap, come in any order and more than once."""
    days = [line.on for line in whole]
    files = [whole]
    for _ in range(draw(st.integers(1, 3))):
        since = draw(st.sampled_from(days))
        files.append([line for line in whole if line.on >= since])
    shuffled = [draw(st.permutations(file)) for file in files if file]
    return draw(st.permutations(shuffled + draw(st.lists(st.sampled_from(shuffled), max_size=2))))


@PLAN
@given(st.data())
def test_numbered_files_in_any_order(configuration: Settings, data: st.DataObject) -> None:
    whole = data.draw(movements())
    _check(configuration, whole, [ofx(file) for file in data.draw(overlapping(whole))], "a.ofx")


@PLAN
@given(st.data())
def test_files_without_numbers_in_any_order(configuration: Settings, data: st.DataObject) -> None:
    whole = data.draw(movements())
    _check(configuration, whole, [csv(file) for file in data.draw(overlapping(whole))], "a.csv")


@PLAN
@given(st.data())
def test_files_with_and_without_numbers_mixed(configuration: Settings, data: st.DataObject) -> None:
    whole = data.draw(movements())
    files = data.draw(overlapping(whole))
    kinds = data.draw(st.lists(st.booleans(), min_size=len(files), max_size=len(files)))
    contents = [ofx(file) if as_ofx else csv(file) for file, as_ofx in zip(files, kinds, strict=True)]
    _check(configuration, whole, contents, "a.bank")


@PLAN
@given(st.data())
def test_pending_files_before_or_after_the_posted_ones(configuration: Settings, data: st.DataObject) -> None:
    """Each purchase is pending first and posts two days later under another name with a tip; shops differ."""
    picked = data.draw(st.lists(st.sampled_from(SHOPS), min_size=1, max_size=5, unique=True))
    pending, posted = [], []
    for number, shop in enumerate(picked):
        on, base = FIRST + timedelta(days=number), 20 + 40 * number
        pending.append(Line(on, f"-{base}.00", f"TST* {shop}", pending=True))
        posted.append(Line(on + timedelta(days=2), f"-{base * 6 // 5}.00", f"{shop} ATLANTA GA"))
    files = data.draw(st.permutations([csv(pending), csv(posted), csv(pending), csv(posted)]))
    _check(configuration, posted, files, "a.csv")


def _check(configuration: Settings, whole: list[Line], files: list[bytes], name: str) -> None:
    member = make_member(configuration)
    for number, content in enumerate(files):
        bring_in(member, content, name=name, account_id=only_account(member) if number else None)
    expected = Counter((str(line.on), -round(100 * abs(float(line.amount))), line.text) for line in whole)
    assert Counter(row[:3] for row in rows(member)) == expected
    with transaction(member.household_id) as db:
        assert rollups.recount(db, member.household_id) == []
