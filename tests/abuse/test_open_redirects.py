"""A link to the sign-in page never leads to another site afterwards."""

from urllib.parse import urlsplit

import pytest
from apiflask import APIFlask

from mingus.core.settings import Settings
from tests.factories import Browser, browser, make_someone

PAYLOADS = [
    *(
        "https://evil.example",
        "//evil.example",
        "///evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "/\\/evil.example",
    ),
    *("http:evil.example", "javascript:alert(1)", "data:text/html,x", "//evil.example/%2e%2e", "https:evil.example"),
    *("/\t/evil.example", "/\n/evil.example", "/\r\nLocation: //evil.example", " //evil.example", "\t//evil.example"),
    *(
        "/%09/evil.example\x00",
        "/@evil.example\\",
        ".evil.example",
        "@evil.example",
        "%2f%2fevil.example",
        "/ /evil.example",
    ),
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_signing_in_stays_here(app: APIFlask, configuration: Settings, as_alice: Browser, payload: str) -> None:
    someone = make_someone(configuration)
    visitor = browser(app)
    form = {"email": someone.email, "password": someone.password, "next": payload}
    answers = [visitor.post("/login", data=form), as_alice.get("/login", query_string={"next": payload})]
    for answer in answers:
        target = urlsplit(answer.location)
        assert answer.status_code == 303
        assert (target.scheme, target.netloc) == ("", "")
        assert answer.location.startswith("/")
        assert not answer.location.startswith(("//", "/\\"))


def test_a_page_of_ours_is_where_one_returns(as_alice: Browser) -> None:
    assert as_alice.get("/login?next=/transactions?q%3Dbee").location == "/transactions?q=bee"
