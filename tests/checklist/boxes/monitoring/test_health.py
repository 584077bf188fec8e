"""13.1: figures are told, to us alone, and the rest is honest about what is not built."""

import threading
from collections.abc import Iterator

import pytest
from apiflask import APIFlask
from pydantic import SecretStr
from werkzeug.serving import make_server

from mingus.app import assemble
from mingus.checklist.rules import State
from mingus.core.settings import Settings
from tests.checklist.conftest import Check, MakeSurroundings, is_green, is_red
from tests.checklist.proofs import record
from tests.checklist.sites import TOKEN, page, site
from tests.chromium import Quiet

KEY, TOLD, ALONE = "figures_have_a_key", "figures_are_told", "figures_are_for_us_alone"
WANTED = (
    "mingus_build_info",
    "mingus_http_requests_total",
    "mingus_http_request_duration_seconds_bucket",
    "mingus_http_requests_in_flight",
    "mingus_web_processes",
    "mingus_db_pool_timeouts_total",
    "mingus_db_up",
    "mingus_jobs",
    "mingus_worker_heartbeat_age_seconds",
)
FIGURES = "".join(f'{name}{{status="2xx"}} 1\n' for name in WANTED)


@pytest.fixture
def guarded_site(app: APIFlask, configuration: Settings) -> Iterator[str]:
    """Our own application with a METRICS_TOKEN."""
    own = assemble(configuration.model_copy(update={"metrics_token": SecretStr(TOKEN)}))
    server = make_server("127.0.0.1", 0, own, threaded=True, request_handler=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


class TestKey:
    def test_a_random_token_passes(self, check: Check) -> None:
        assert is_green(check("13.1.3", KEY, environ={"METRICS_TOKEN": "5d41402abc4b2a76b9719d911017c592"}))

    def test_without_one_it_is_unknown(self, check: Check) -> None:
        assert check("13.1.3", KEY).state is State.UNKNOWN

    def test_a_short_one_fails_and_is_not_shown(self, check: Check) -> None:
        result = check("13.1.3", KEY, environ={"METRICS_TOKEN": "guess-me"})
        assert is_red(result, "METRICS_TOKEN must have at least 32 characters")
        assert "guess-me" not in result.finding.detail


class TestTold:
    def environ(self, url: str) -> dict[str, str]:
        return {"PUBLIC_URL": url, "METRICS_TOKEN": TOKEN}

    @pytest.mark.usefixtures("our_site")
    def test_our_own_application_tells_them_to_us_alone(self, check: Check, guarded_site: str) -> None:
        check("13.1.3", ALONE, environ=self.environ(guarded_site))
        assert is_green(check("13.1.3", TOLD, environ=self.environ(guarded_site)))
        assert is_green(check("13.1.3", ALONE, environ=self.environ(guarded_site)))

    @pytest.mark.parametrize("name", WANTED)
    def test_each_figure_is_missed(self, check: Check, name: str) -> None:
        text = "".join(line + "\n" for line in FIGURES.splitlines() if not line.startswith(name + "{"))
        with site({"/metrics": page(text)}) as server:
            assert is_red(check("13.1.3", TOLD, environ=self.environ(server.url)), f"does not tell {name}")

    @pytest.mark.parametrize(
        ("old", "new", "words"),
        [
            ('mingus_db_up{status="2xx"} 1', "mingus_db_up 0", "says that the database does not answer"),
            ('mingus_http_requests_total{status="2xx"}', "mingus_http_requests_total", "without the class"),
        ],
    )
    def test_figures_that_say_too_little_or_bad_things_fail(self, check: Check, old: str, new: str, words: str) -> None:
        with site({"/metrics": page(FIGURES)}) as server:
            assert is_green(check("13.1.3", TOLD, environ=self.environ(server.url)))
        with site({"/metrics": page(FIGURES.replace(old, new))}) as server:
            assert is_red(check("13.1.3", TOLD, environ=self.environ(server.url)), words)


class TestAlone:
    def test_figures_for_everybody_fail_twice(self, check: Check) -> None:
        with site({"/metrics": page(FIGURES)}) as server:
            result = check("13.1.3", ALONE, environ={"PUBLIC_URL": server.url})
        assert is_red(result, "answers 200 to a stranger", "answers 200 to a wrong token")

    @pytest.mark.parametrize("status", [401, 403, 404])
    def test_any_way_to_refuse_will_do(self, check: Check, status: int) -> None:
        with site({"/metrics": page("", status)}) as server:
            assert is_green(check("13.1.3", ALONE, environ={"PUBLIC_URL": server.url}))

    def test_to_be_broken_is_no_way_to_refuse(self, check: Check) -> None:
        with site({"/metrics": page("", 500)}) as server:
            assert is_red(check("13.1.3", ALONE, environ={"PUBLIC_URL": server.url}), "answers 500 to a stranger")


class TestHealth:
    def test_the_cut_database_must_have_been_tried(self, check: Check, around: MakeSurroundings) -> None:
        record(around().home, "13.1.1")
        assert is_green(check("13.1.1", "a_sound_record"))
        record(around().home, "13.1.1", exit_code=1)
        assert is_red(check("13.1.1", "a_sound_record"), "exit code 1")

    def test_what_fails_the_release_fails_the_watch(self, check: Check, around: MakeSurroundings) -> None:
        record(around().home, "13.1.1")
        with site({"/health/live": page("", 500)}) as server:
            assert is_red(check("13.1.1", environ={"PUBLIC_URL": server.url}), "11.3.1")
        with site({}) as server:
            assert is_green(check("13.1.1", environ={"PUBLIC_URL": server.url}))


@pytest.mark.parametrize("box_id", ["13.1.1", "13.1.2", "13.1.3", "13.1.4"])
def test_none_passes_without_keys_and_evidence(check: Check, box_id: str) -> None:
    assert check(box_id).state is State.UNKNOWN
