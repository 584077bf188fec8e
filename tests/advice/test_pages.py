import pytest
from apiflask import APIFlask

from mingus.core.settings import Settings
from tests.factories import Browser, browser_of, make_someone, share
from tests.ledger.books import Books

FEES = "/advice/bank-fees/decision"


def test_the_page_shows_a_suggestion_with_its_reasons_and_what_to_do(books: Books, as_alice: Browser) -> None:
    page = as_alice.get("/advice").text
    for words in ("Get rid of bank fees", "Fees took $72", "About $144 a year", "Wrong when", "Call your bank"):
        assert words in page
    assert 'href="/library/stop-paying-bank-fees"' in page
    assert 'action="/advice/bank-fees/decision"' in page


def test_someone_new_is_told_what_would_help_the_most(as_bob: Browser) -> None:
    page = as_bob.get("/advice").text
    assert "Mingus doesn’t know enough yet" in page
    for link in ("/accounts/new", "/imports/new"):
        assert f'href="{link}"' in page


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ({"choice": "accepted"}, "You said yes"),
        ({"choice": "done"}, "You have done it"),
        ({"choice": "snoozed"}, "You put it off until"),
        ({"choice": "dismissed", "reason": "figures_wrong"}, "You dismissed it: the figures are wrong"),
    ],
)
def test_each_answer_shows_among_what_was_decided(
    books: Books, as_alice: Browser, choice: dict[str, str], words: str
) -> None:
    answer = as_alice.post(FEES, data=choice)
    assert (answer.status_code, answer.location) == (303, "/advice")
    page = as_alice.get("/advice").text
    assert words in page
    assert 'id="bank-fees"' not in page
    as_alice.post(FEES, data={"choice": "open"})
    assert 'id="bank-fees"' in as_alice.get("/advice").text


def test_an_answer_that_makes_no_sense_is_refused(books: Books, as_alice: Browser) -> None:
    assert as_alice.post(FEES, data={"choice": "perhaps"}).status_code == 422
    assert as_alice.post("/advice/nothing/decision", data={"choice": "done"}).status_code == 404


def test_the_first_page_asks_for_the_first_suggestion_once_it_stands(
    books: Books, as_alice: Browser, as_bob: Browser
) -> None:
    assert 'hx-get="/advice/top"' in as_alice.get("/").text
    part = as_alice.get("/advice/top", headers={"HX-Request": "true"}).text
    assert "<html" not in part
    assert 'href="/advice#' in part
    assert "Nothing stands out" in as_bob.get("/advice/top", headers={"HX-Request": "true"}).text
    assert as_alice.get("/advice/top").location == "/advice"


def test_bob_never_sees_alice(books: Books, as_alice: Browser, as_bob: Browser) -> None:
    as_alice.post(FEES, data={"choice": "accepted"})
    assert "bank fees" not in as_bob.get("/advice").text
    assert "$1,500" not in as_bob.get("/money-health").text


def test_a_viewer_decides_for_themself(app: APIFlask, configuration: Settings, books: Books) -> None:
    viewer = browser_of(app, share(books.member, make_someone(configuration, first_name="Vera"), "viewer"))
    assert viewer.post(FEES, data={"choice": "done"}).status_code == 303
    assert "You have done it" in viewer.get("/advice").text


def test_money_health_says_how_each_figure_comes_about(books: Books, as_alice: Browser, as_bob: Browser) -> None:
    page = as_alice.get("/money-health").text
    for words in ("Housing share", "38%", "$1,500", "cost-burdened", "The State of the Nation", "No total score"):
        assert words in page
    empty = as_bob.get("/money-health").text
    assert empty.count("Unknown") >= 7
    assert "Import a bank file" in empty
