"""12.3: quick and slow sites, caches that keep too much or too little."""

from collections.abc import Mapping
from typing import Any

import pytest

from mingus.checklist.boxes.after_release import speed
from mingus.checklist.looking.network import Network
from mingus.checklist.rules import State
from tests.checklist.conftest import Check, MakeSurroundings, is_green, is_red
from tests.checklist.proofs import OTHER_COMMIT, record
from tests.checklist.sites import TOKEN, page, ready, site
from tests.servers.http import Answer

QUICK, INSIDE, CACHES = "pages_come_quickly", "the_server_takes_little_of_it", "caches_keep_what_they_may"
AT_ONCE = Network(watch_seconds=0)
PAGES: Mapping[str, Answer] = {path: page("hello") for path in ("/", "/login", "/register")}
STYLE = "/assets/app-1.css"
NO_STORE = "private, no-store"
KEPT: Mapping[str, Any] = {
    "/": page(Cache_Control=NO_STORE),
    "/login": page(f'<link href="{STYLE}">', Cache_Control=NO_STORE),
    "/goals": page(status=303, Cache_Control=NO_STORE),
    "/api/auth/check-auth": page(status=401, Cache_Control=NO_STORE),
    "/robots.txt": page(Cache_Control="public, max-age=3600"),
    "/manifest.webmanifest": page(Cache_Control="public, max-age=3600"),
    STYLE: [page(Cache_Control="public, immutable", ETag='"1"'), page(status=304)],
}


def asked(check: Check, box_id: str, part: str, answers: Mapping[str, Any]) -> Any:
    with site(answers) as server:
        environ = {"PUBLIC_URL": server.url, "METRICS_TOKEN": TOKEN}
        return check(box_id, part, environ=environ, network=AT_ONCE)


class TestOutside:
    def test_quick_pages_pass_after_twenty_probes_of_each(self, check: Check) -> None:
        with site(PAGES) as server:
            result = check("12.3.2", QUICK, environ={"PUBLIC_URL": server.url}, network=AT_ONCE)
            paths = [request.path for request in server.requests]
        assert is_green(result)
        assert {path: paths.count(path) for path in speed.PAGES} == dict.fromkeys(speed.PAGES, 20)
        assert result.finding.figures["probes"] == 80

    @pytest.mark.parametrize(
        ("answers", "words"),
        [
            ({"/register": [page()] * 19 + [page(status=502)]}, "/register answers 502"),
            ({"/health/ready": ready(status="not ready")}, "/health/ready answers 503"),
        ],
    )
    def test_one_probe_that_fails_is_found(self, check: Check, answers: Mapping[str, Any], words: str) -> None:
        assert is_red(asked(check, "12.3.2", QUICK, {**PAGES, **answers}), words)

    @pytest.mark.parametrize(("seconds", "faults"), [(0.799, 0), (0.8, 1)])
    def test_less_than_800_milliseconds_is_quick(self, seconds: float, faults: int) -> None:
        found = speed.slow("/", seconds, speed.MAX_OUTSIDE_SECONDS)
        assert len(found) == faults
        assert found in ([], ["/ takes 800 ms for 95 of a hundred"])

    def test_the_slowest_page_is_told_and_a_slow_one_named(self) -> None:
        finding = speed.of_probes({"/": [(200, 0.75)] * 20, "/login": [(200, 0.25)] * 20})
        assert (finding.state, finding.figures) == (State.PASS, {"probes": 40, "milliseconds": 750})
        assert finding.detail == "2 pages within 750 ms for 95 of a hundred, TLS included"
        late = speed.of_probes({"/": [(200, 0.9)] * 20, "/login": [(200, 0.25)] * 20})
        assert (late.state, late.detail) == (State.FAIL, "/ takes 900 ms for 95 of a hundred")

    def test_a_watch_may_last_longer_than_its_minute(self) -> None:
        assert speed.pages_come_quickly.seconds > 60 + speed.PROBES * len(speed.PAGES) * speed.MAX_OUTSIDE_SECONDS


class TestInside:
    def told(self, bound: str, count: int) -> str:
        name = "mingus_http_request_duration_seconds_bucket"
        return f'{name}{{le="{bound}"}} {count}\n{name}{{le="+Inf"}} 1000\n'

    def test_quick_answers_pass(self, check: Check) -> None:
        result = asked(check, "12.3.2", INSIDE, {"/metrics": page(self.told("0.1", 1000))})
        assert is_green(result)
        assert result.finding.figures["milliseconds"] == 95

    def test_slow_answers_fail(self, check: Check) -> None:
        result = asked(check, "12.3.2", INSIDE, {"/metrics": page(self.told("2.0", 950))})
        assert is_red(result, "the application takes 2000 ms")

    @pytest.mark.parametrize(("seconds", "faults"), [(0.199, 0), (0.2, 1)])
    def test_less_than_200_milliseconds_is_quick(self, seconds: float, faults: int) -> None:
        assert len(speed.slow("it", seconds, speed.MAX_INSIDE_SECONDS)) == faults


class TestCaches:
    def test_our_own_keep_what_they_may(self, check: Check, our_site: str) -> None:
        assert is_green(check("12.3.4", CACHES, environ={"PUBLIC_URL": our_site}))

    @pytest.mark.parametrize(
        ("answers", "words"),
        [
            ({"/goals": page(Cache_Control="public")}, "/goals may be kept by a cache"),
            ({"/": page(Cache_Control="no-store", Age="7")}, "/ may be kept by a cache"),
            ({"/robots.txt": page()}, "/robots.txt is kept by nobody"),
            ({STYLE: [page(ETag='"1"'), page(status=304)]}, f"{STYLE} never changes, and does not say so"),
            ({STYLE: page(Cache_Control="public, immutable")}, f"{STYLE} answers 200 to who has it already"),
            ({"/login": page("no style", Cache_Control=NO_STORE)}, "/login names no style sheet"),
        ],
    )
    def test_each_fault_is_named(self, check: Check, answers: Mapping[str, Any], words: str) -> None:
        kept = asked(check, "12.3.4", CACHES, KEPT)
        assert is_green(kept)
        assert kept.finding.detail == "4 private pages are kept by nobody, 3 public things by all"
        assert is_red(asked(check, "12.3.4", CACHES, {**KEPT, **answers}), words)


@pytest.mark.parametrize(("box_id", "of_another_commit"), [("12.3.1", State.PASS), ("12.3.2", State.STALE)])
def test_the_measurements_behind_them_must_be_green(
    check: Check, around: MakeSurroundings, box_id: str, of_another_commit: State
) -> None:
    record(around().home, box_id, commit=OTHER_COMMIT)
    assert check(box_id, "a_sound_record").state is of_another_commit
    record(around().home, box_id)
    assert is_green(check(box_id, "a_sound_record"))
    record(around().home, box_id, exit_code=1)
    assert is_red(check(box_id, "a_sound_record"), "exit code 1")


@pytest.mark.parametrize("box_id", ["12.3.1", "12.3.2", "12.3.3", "12.3.4"])
def test_none_passes_without_a_site_and_evidence(check: Check, box_id: str) -> None:
    assert check(box_id).state is State.UNKNOWN
