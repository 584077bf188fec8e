"""A visitor's cookies go along, and an answer that is none is said with its address."""

import pytest

from mingus.checklist.looking.check_up import CheckUp
from mingus.checklist.looking.stores import NoAnswer
from tests.checklist.conftest import MakeSurroundings
from tests.checklist.sites import page, says, site
from tests.servers.http import Answer

ATTEMPTS = "/api/assessments/readiness/attempts"


def test_the_cookie_that_is_given_is_shown_again(around: MakeSurroundings) -> None:
    given = says({"id": "7"}, 201, Set_Cookie="attempt=secret; Path=/; HttpOnly")
    with site({ATTEMPTS: given, "/api/assessments/attempts/7": says({"answers": {"picture": "clear"}})}) as server:
        visitor = CheckUp(around(environ={"PUBLIC_URL": server.url}), {})
        assert visitor.kept(visitor.begin()) == {"picture": "clear"}
        assert [request.headers.get("Cookie") for request in server.requests] == [None, "attempt=secret"]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (page(status=503), "answers 503 instead of 201"),
        (says([], 201), "answers no object"),
        (page("<p>", 201), "no JSON"),
    ],
)
def test_what_is_no_beginning_is_said(around: MakeSurroundings, answer: Answer, said: str) -> None:
    with site({ATTEMPTS: answer}) as server, pytest.raises(NoAnswer, match=said):
        CheckUp(around(environ={"PUBLIC_URL": server.url}), {}).begin()
