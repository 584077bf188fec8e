import re

import pytest
from apiflask import APIFlask

from mingus import goals
from mingus.core.db import transaction
from mingus.core.tenancy import Member
from mingus.goals.schemas import GoalDraft
from tests.factories import Browser
from tests.ledger.books import Books


def test_visitors_read_what_mingus_is_and_find_both_ways_in(app: APIFlask) -> None:
    answer = app.test_client().get("/")
    assert answer.status_code == 200
    assert "Build wealth with the money you earn" in answer.text
    assert 'href="/register"' in answer.text
    assert 'href="/login"' in answer.text


def test_a_new_household_is_shown_where_to_begin(as_alice: Browser) -> None:
    page = as_alice.get("/").text
    assert ", Alice" in page
    assert 'href="/imports/new"' in page
    assert "$0" not in page


def test_the_month_is_there_at_a_glance(as_alice: Browser, alice: Member, books: Books) -> None:
    with transaction(alice.household_id) as db:
        goals.create(db, alice, GoalDraft(title="Emergency fund", target_amount="9000", current_amount="4500"))
    page = as_alice.get("/").text
    for shown in ("$3,000", "$1,250", "+$1,750", "$6,350", "Groceries", "Emergency fund", "50%", "1 transaction needs"):
        assert shown in page, shown
    assert "/transactions?category_id=none" in page


@pytest.mark.parametrize("period", ["3m", "6m", "1y", "all"])
def test_a_period_is_chosen_by_link_or_in_place(as_alice: Browser, books: Books, period: str) -> None:
    whole = as_alice.get(f"/?period={period}").text
    part = as_alice.get(f"/networth?period={period}", headers={"HX-Request": "true"}).text
    for text in (whole, part):
        (chosen,) = re.findall(r'href="/\?period=(\w+)"[^>]*aria-current="true"', text)
        assert chosen == period
    assert part.lstrip().startswith("<section")
    assert as_alice.get(f"/networth?period={period}").status_code == 303


def test_a_month_that_is_none_is_refused(as_alice: Browser) -> None:
    assert as_alice.get("/?month=2999-01").status_code == 422


def test_the_panel_is_for_members_only(app: APIFlask) -> None:
    assert app.test_client().get("/networth").status_code == 303


def test_bob_reads_none_of_alices_figures(as_bob: Browser, books: Books) -> None:
    page = as_bob.get("/").text
    assert "KROGER" not in page
    assert "$6,350" not in page


def test_the_newest_rows_stand_under_the_heads_of_the_ledgers_own_list(as_alice: Browser, books: Books) -> None:
    def heads(page: str) -> list[tuple[str, str]]:
        return re.findall(
            r'<th scope="col"(?: class="([^"]*)")?>([^<]*)</th>', page.partition('<table class="m-table')[2]
        )

    assert heads(as_alice.get("/").text) == heads(as_alice.get("/transactions").text) != []


def test_the_newest_rows_are_there_and_can_be_filed_where_they_stand(as_alice: Browser, books: Books) -> None:
    page = as_alice.get("/").text
    rows = re.findall(r'<tr id="row-.*?</tr>', page, re.DOTALL)
    assert len(rows) == 7
    assert len([row for row in rows if 'aria-label="Category for' in row]) == 7
    assert "+$3,000.00" in page
