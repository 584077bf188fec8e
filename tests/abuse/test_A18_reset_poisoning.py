"""A18: whoever asks for a reset under a false name does not decide where the link leads."""

from collections.abc import Iterator

import pytest
from apiflask import APIFlask

from mingus.core.settings import Settings
from tests.factories import Someone, browser, make_someone
from tests.mailbox import letters, work

EVIL = "evil.example"
FORGED = (
    {"Host": EVIL},
    {"X-Forwarded-Host": EVIL},
    {"X-Forwarded-Server": EVIL},
    {"X-Host": EVIL},
    {"Forwarded": f"host={EVIL};proto=https"},
    {"X-Original-URL": f"https://{EVIL}/"},
    {"Referer": f"https://{EVIL}/"},
    {"X-Forwarded-Proto": "https", "X-Forwarded-Port": "666", "X-Forwarded-Prefix": f"//{EVIL}"},
)


@pytest.fixture
def someone(configuration: Settings) -> Iterator[Someone]:
    yield make_someone(configuration)
    work()


@pytest.mark.parametrize("headers", FORGED, ids="-".join)
def test_a_forged_name_is_refused_or_changes_nothing(app: APIFlask, someone: Someone, headers: dict[str, str]) -> None:
    answer = browser(app).post("/forgot-password", data={"email": someone.email}, headers=headers)
    work()
    written = letters(someone.email)
    if "Host" in headers:
        assert (answer.status_code, written) == (400, [])
        return
    [letter] = written
    assert EVIL not in letter.text + letter.html
    assert "http://127.0.0.1:8000/reset-password/" in letter.text
    assert EVIL not in answer.text


@pytest.mark.parametrize("url", [f"http://{EVIL}/forgot-password", f"https://{EVIL}/api/auth/forgot-password"])
def test_an_absolute_address_of_another_site_is_refused(app: APIFlask, someone: Someone, url: str) -> None:
    client = browser(app)
    body = {"json": {"email": someone.email}} if "/api/" in url else {"data": {"email": someone.email}}
    assert client.post(url, **body).status_code == 400
    assert work() == 0
    assert letters(someone.email) == []
