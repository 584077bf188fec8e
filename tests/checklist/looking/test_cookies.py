"""Cookies: what each lacks is named; a page without any is no answer."""

import pytest

from mingus.checklist.looking import cookies
from mingus.checklist.missing import Missing
from tests.checklist.conftest import MakeSurroundings
from tests.servers.http import Answer, http_server

SAFE = "__Host-visitor=1; Secure; HttpOnly; Path=/; SameSite=Strict"


class TestCookieFaults:
    def test_a_safe_one_has_none(self) -> None:
        assert cookies.cookie_faults(SAFE) == []

    @pytest.mark.parametrize(
        ("header", "fault"),
        [
            (SAFE.replace("__Host-", ""), "the cookie visitor does not begin with __Host-"),
            (SAFE.replace(" Secure;", ""), "__Host-visitor lacks Secure"),
            (SAFE.replace(" HttpOnly;", ""), "__Host-visitor lacks HttpOnly"),
            (SAFE.replace("Strict", "Lax"), "__Host-visitor is not SameSite=Strict"),
            (SAFE.replace("Path=/", "Path=/app"), "__Host-visitor is not for Path=/"),
            (f"{SAFE}; Domain=money.test", "__Host-visitor names a Domain"),
            ("=;;", "a cookie can't be read"),
        ],
    )
    def test_each_weakness_is_named(self, header: str, fault: str) -> None:
        assert cookies.cookie_faults(header) == [fault]


def test_the_cookies_of_the_sign_in_page_are_all_found(around: MakeSurroundings) -> None:
    def respond(asked: object) -> Answer:
        headers = {"Set-Cookie": SAFE} if getattr(asked, "path", "") == "/login" else {}
        return Answer(200, headers=headers)

    with http_server(respond) as server:
        assert cookies.of_visitor(around(environ={"PUBLIC_URL": server.url})) == [SAFE]


def test_a_page_without_cookies_is_no_answer(around: MakeSurroundings) -> None:
    with http_server(lambda _asked: Answer(200)) as server, pytest.raises(Missing, match="sets no cookie"):
        cookies.of_visitor(around(environ={"PUBLIC_URL": server.url}))
