from apiflask import APIFlask

from mingus.articles.asking import looking
from mingus.core.db import GLOBAL
from mingus.core.tenancy import Member
from tests.factories import browser


def test_a_reader_looks_as_themselves_and_a_visitor_as_nobody(alice: Member) -> None:
    assert looking(None) == {"household_id": GLOBAL, "person_id": None, "read_only": True}
    assert looking(alice)["person_id"] == alice.person_id


def test_what_is_refused_is_kept_by_nobody(app: APIFlask) -> None:
    answer = browser(app).get("/library/nothing-there")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (404, "private, no-store")
