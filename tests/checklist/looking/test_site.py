"""What a site says of itself is read exactly: each thing that is wrong has its words, and the limits are the limits."""

import pytest

from mingus.checklist.looking import site
from mingus.checklist.looking.http import Answer
from mingus.checklist.looking.network import Network
from tests.checklist.conftest import MakeSurroundings
from tests.checklist.sites import WELL, ready, says
from tests.checklist.sites import site as serve
from tests.servers.http import Answer as Given

COMMIT = "0123456789abcdef0123456789abcdef01234567"
SECRETS = {"SECRET_KEY": "very-secret-word"}
NO_CACHE = [("Content-Type", "application/json"), ("Cache-Control", "no-store")]


def answer(
    body: bytes, status: int = 200, seconds: float = 0.01, headers: list[tuple[str, str]] | None = None
) -> Answer:
    return Answer("http://x/", status, NO_CACHE if headers is None else headers, body, is_cut=False, seconds=seconds)


def of(given: Given, status: int = 0) -> Answer:
    return answer(given.body, status or given.status)


class TestUnwell:
    def test_a_site_that_is_well_has_no_fault(self) -> None:
        assert site.unwell(site.LIVE, of(WELL[site.LIVE])) == []
        assert site.unwell(site.READY, of(WELL[site.READY])) == []

    def test_names_the_parts_that_are_not_ok(self) -> None:
        found = of(ready(status="not ready", database="does not answer", worker="was last seen 99 seconds ago"))
        words = "/health/ready answers 503 database: does not answer, worker: was last seen 99 seconds ago"
        assert site.unwell(site.READY, found) == [words]

    def test_without_words_the_status_alone_is_named(self) -> None:
        assert site.unwell(site.LIVE, answer(b"gateway", 502)) == ["/health/live answers 502"]

    def test_200_alone_is_not_enough(self) -> None:
        assert site.unwell(site.LIVE, answer(b"{}")) == ["/health/live says status nothing"]
        assert site.unwell(site.READY, of(ready(worker="gone"), 200)) == ["/health/ready says worker gone"]
        assert len(site.unwell(site.READY, answer(b"[]"))) == 4


class TestCareless:
    def test_a_quick_json_answer_from_no_cache_is_fine(self) -> None:
        assert site.careless(site.READY, of(WELL[site.READY]), SECRETS) == []

    @pytest.mark.parametrize(("seconds", "faults"), [(0.299, []), (0.3, ["/x took 300 ms"])])
    def test_less_than_300_milliseconds_is_quick(self, seconds: float, faults: list[str]) -> None:
        assert site.careless("/x", answer(b"{}", seconds=seconds), {}) == faults

    def test_names_each_bad_manner(self) -> None:
        plain = answer(b'{"path": "/home", "key": "very-secret-word"}', headers=[("Content-Type", "text/plain")])
        assert site.careless("/x", plain, SECRETS) == [
            "/x does not answer with JSON",
            "/x may come from a cache",
            "/x tells of “path”, which nobody needs",
            "/x tells of “key”, which nobody needs",
            "/x shows SECRET_KEY",
        ]

    def test_an_age_gives_a_cache_away(self) -> None:
        assert site.careless("/x", answer(b"{}", headers=[*NO_CACHE, ("Age", "3")]), {}) == ["/x may come from a cache"]

    def test_secrets_are_those_of_the_schema_that_are_long_enough(self) -> None:
        environ = {"SECRET_KEY": "12345678", "JWT_SECRET_KEY": "1234567", "PUBLIC_URL": "https://money.example"}
        assert site.secrets_of(environ) == {"SECRET_KEY": "12345678"}


class TestMisfit:
    @pytest.mark.parametrize("said", [COMMIT, COMMIT[:7]])
    def test_the_whole_commit_or_seven_digits_of_it_fit(self, said: str) -> None:
        assert site.misfit(of(says({"commit": said})), COMMIT) == ""

    @pytest.mark.parametrize(
        ("said", "words"),
        [
            ({"commit": COMMIT[:6]}, "/version says commit 012345, not 0123456789ab"),
            ({"commit": "f" * 40}, "/version says commit ffffffffffff, not 0123456789ab"),
            ({}, "/version says commit nothing, not 0123456789ab"),
        ],
    )
    def test_anything_else_does_not(self, said: object, words: str) -> None:
        assert site.misfit(of(says(said)), COMMIT) == words

    def test_another_status_is_named(self) -> None:
        assert site.misfit(of(says({"commit": COMMIT}, 500)), COMMIT) == "/version answers 500"


class TestAsking:
    def test_asks_as_often_as_it_is_told(self, around: MakeSurroundings) -> None:
        with serve({}) as server:
            seen = around(environ={"PUBLIC_URL": server.url}, network=Network(watch_seconds=0))
            found = list(site.asked(seen, site.LIVE, 3))
            assert [each.status for each in found] == [200] * 3
            assert [each.path for each in server.requests] == [site.LIVE] * 3
            assert len(list(site.asked(seen, site.LIVE))) == 1

    def test_of_three_answers_the_quickest_counts(self, around: MakeSurroundings) -> None:
        with serve({}) as server:
            found = site.quickest(around(environ={"PUBLIC_URL": server.url}), site.LIVE)
            assert found.status == 200
            assert len(server.requests) == site.TRIES

    @pytest.mark.parametrize("body", [b"", b"<html>", b"[1]", b"null"])
    def test_what_is_no_object_is_an_empty_one(self, body: bytes) -> None:
        assert site.object_of(answer(body)) == {}
