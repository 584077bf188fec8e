from datetime import timedelta
from typing import Any

import pytest
from apiflask import APIFlask

from mingus.core import clock
from mingus.core.formatting import long_date
from mingus.core.settings import Settings
from tests.factories import Program, make_someone, program_of, share
from tests.ledger.books import Books

ADVICE, FEES = "/api/advice", "/api/advice/bank-fees/decision"


def _ids(answer: Any) -> list[str]:
    return [one["id"] for one in answer.get_json()["items"]]


def test_suggestions_come_ranked_with_everything_behind_them(books: Books, api_alice: Program) -> None:
    items = api_alice.get(ADVICE).get_json()["items"]
    fees = next(one for one in items if one["id"] == "bank-fees")
    assert fees["a_year"] == "144.00"
    assert fees["currency"] == "USD"
    assert fees["theme"] == "Spending"
    assert fees["confidence"] == "fairly sure"
    assert fees["wrong_when"].endswith(".")
    assert fees["articles"][0]["url"] == "/library/stop-paying-bank-fees"
    overdraft = next(one for one in items if one["sources"])
    assert overdraft["sources"][0]["citation"]


def test_a_decision_answers_with_what_is_left(books: Books, api_alice: Program) -> None:
    answer = api_alice.post(FEES, json={"choice": "accepted"})
    assert answer.status_code == 200
    assert "bank-fees" not in _ids(answer)
    (decided,) = answer.get_json()["decided"]
    assert (decided["id"], decided["decision"], decided["monthly"]) == ("bank-fees", "accepted", None)
    assert api_alice.get(ADVICE).get_json() == answer.get_json()
    assert "bank-fees" in _ids(api_alice.post(FEES, json={"choice": "open"}))


def test_a_decision_says_why_and_until_when_as_the_page_does(books: Books, api_alice: Program) -> None:
    until = clock.today(books.member.time_zone) + timedelta(days=10)
    decided = api_alice.post(FEES, json={"choice": "snoozed", "until": str(until)}).get_json()["decided"][0]
    assert (decided["snoozed_until"], decided["reason"]) == (str(until), None)
    assert decided["words"] == f"You put it off until {long_date(until)}"
    decided = api_alice.post(FEES, json={"choice": "dismissed", "reason": "not_for_me"}).get_json()["decided"][0]
    assert (decided["snoozed_until"], decided["reason"]) == (None, "not_for_me")
    assert decided["words"] == "You dismissed it: it doesn’t fit my life"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "choice"),
        ({"choice": "skip"}, "choice"),
        ({"choice": "dismissed", "reason": "boring"}, "reason"),
        ({"choice": "snoozed", "until": "soon"}, "until"),
        ({"choice": "accepted", "measure": 1}, "measure"),
        ({"choice": "accepted", "baseline_minor": 1}, "baseline_minor"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_field(
    books: Books, api_alice: Program, sent: dict[str, Any], field: str
) -> None:
    answer = api_alice.post(FEES, json=sent)
    assert answer.status_code == 422
    assert field in answer.get_json()["fields"]


def test_what_does_not_exist_or_apply_says_so(books: Books, api_alice: Program, api_bob: Program) -> None:
    assert api_alice.post("/api/advice/nothing/decision", json={"choice": "done"}).status_code == 404
    assert api_bob.post(FEES, json={"choice": "accepted"}).status_code == 409


def test_bob_never_sees_alices_suggestions_nor_her_decisions(
    books: Books, api_alice: Program, api_bob: Program
) -> None:
    api_alice.post(FEES, json={"choice": "dismissed"})
    answer = api_bob.get(ADVICE).get_json()
    assert (answer["items"], answer["decided"]) == ([], [])
    assert len(answer["wanted"]) == 3


def test_a_viewer_reads_and_decides_for_themself(app: APIFlask, configuration: Settings, books: Books) -> None:
    viewer = program_of(app, share(books.member, make_someone(configuration, first_name="Vera"), "viewer"))
    assert "bank-fees" in _ids(viewer.get(ADVICE))
    assert "bank-fees" not in _ids(viewer.post(FEES, json={"choice": "dismissed", "reason": "other"}))
    assert "bank-fees" in _ids(program_of(app, books.member).get(ADVICE))


def test_money_health_shows_each_figure_with_its_inputs(books: Books, api_alice: Program, api_bob: Program) -> None:
    answer = api_alice.get("/api/money-health").get_json()
    assert answer["currency"] == "USD"
    figures = {figure["key"]: figure for figure in answer["items"]}
    assert len(figures) == 7
    housing = figures["housing-share"]
    assert (housing["value"], housing["exact"], housing["unit"]) == ("38%", 3750, "basis points")
    assert housing["inputs"][0]["value"] == "$1,500"
    assert housing["source"]["id"] == "RENT-02"
    assert figures["debt-to-income"]["value"] is None
    assert figures["debt-to-income"]["missing"] == [
        "what you owe, and to whom",
        "the smallest monthly payment of each debt",
    ]
    assert {figure["value"] for figure in api_bob.get("/api/money-health").get_json()["items"]} == {None}
