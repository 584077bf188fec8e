"""S.1 to S.3: a site over TLS that people reach, rounds and probes of which one goes wrong."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from mingus.checklist.boxes.success import seen
from mingus.checklist.looking.network import Network
from mingus.checklist.rules import State
from tests.checklist.conftest import Check, is_green, is_red
from tests.checklist.proofs import OTHER_COMMIT
from tests.checklist.sites import TOKEN, WELL, page, ready, says, site
from tests.databases import Scratch
from tests.servers.authority import Authority
from tests.servers.http import Answer, http_server

REACHED, WELL_FOR_A_MINUTE, HOLD = "people_reach_it", "it_stays_well", "connections_hold"
AT_ONCE = Network(watch_seconds=0)
HOME = page("<title>Mingus</title>")
TIMEOUTS = "mingus_db_pool_timeouts_total"


def asked(check: Check, box_id: str, part: str, answers: Mapping[str, Any]) -> Any:
    with site(answers) as server:
        environ = {"PUBLIC_URL": server.url, "METRICS_TOKEN": TOKEN}
        return check(box_id, part, environ=environ, network=AT_ONCE)


class TestReached:
    def reached(self, check: Check, folder: Path, answers: Mapping[str, Answer]) -> Any:
        authority = Authority(folder)
        given = {**WELL, "/": HOME, **answers}
        with http_server(lambda request: given[request.path], certificate=authority.issue("money.example")) as server:
            leads = {"money.example:443": ("127.0.0.1", server.port)}
            network = Network(ca_file=str(authority.certificate), leads_to=leads)
            return check("S.1", REACHED, environ={"PUBLIC_URL": "https://money.example"}, network=network)

    def test_a_page_of_ours_over_tls_passes(self, check: Check, tmp_path: Path) -> None:
        assert is_green(self.reached(check, tmp_path, {}))

    @pytest.mark.parametrize(
        ("answers", "words"),
        [
            ({"/": page("<title>Mingus</title>", 503)}, "/ answers 503"),
            ({"/": page("<title>Parked domain</title>")}, "/ is called “Parked domain”, not Mingus"),
            ({"/": page("hello")}, "/ is called “”, not Mingus"),
            ({"/version": says({"commit": OTHER_COMMIT})}, "/version says commit 000000000000"),
        ],
    )
    def test_each_fault_is_named(self, check: Check, tmp_path: Path, answers: Mapping[str, Answer], words: str) -> None:
        result = self.reached(check, tmp_path, answers)
        assert is_red(result, words)
        assert result.finding.figures["faults"] == 1

    def test_an_address_in_the_clear_fails(self, check: Check) -> None:
        assert is_red(asked(check, "S.1", REACHED, {"/": HOME}), "is not https")


class TestWell:
    def test_our_own_application_stays_well(self, check: Check, our_site: str) -> None:
        assert is_green(check("S.2", WELL_FOR_A_MINUTE, environ={"PUBLIC_URL": our_site}, network=AT_ONCE))

    def test_three_rounds_are_asked(self, check: Check) -> None:
        with site({}) as server:
            result = check("S.2", WELL_FOR_A_MINUTE, environ={"PUBLIC_URL": server.url}, network=AT_ONCE)
            assert [request.path for request in server.requests] == ["/health/live", "/health/ready"] * 3
        assert is_green(result)

    @pytest.mark.parametrize(
        ("answers", "words"),
        [
            ({"/health/ready": [ready(), ready(), ready(status="not ready", worker="gone")]}, "worker: gone"),
            ({"/health/live": [WELL["/health/live"], page(status=500)]}, "/health/live answers 500"),
        ],
    )
    def test_one_bad_round_is_enough(self, check: Check, answers: Mapping[str, Any], words: str) -> None:
        assert is_red(asked(check, "S.2", WELL_FOR_A_MINUTE, answers), words)


class TestHold:
    def test_a_hundred_probes_that_hold_pass(self, check: Check) -> None:
        with site({"/metrics": page(f"{TIMEOUTS} 0\n")}) as server:
            environ = {"PUBLIC_URL": server.url, "METRICS_TOKEN": TOKEN}
            result = check("S.3", HOLD, environ=environ, network=AT_ONCE)
            assert [request.path for request in server.requests].count("/health/ready") == 100
        assert is_green(result)

    @pytest.mark.parametrize(
        ("answers", "words"),
        [
            (
                {"/health/ready": [ready()] * 99 + [ready(status="not ready")]},
                "1 of 100 probes of /health/ready failed",
            ),
            ({"/metrics": page(f"{TIMEOUTS} 2\n")}, "2 waited for a connection in vain"),
            ({"/metrics": page("a 1\n")}, f"does not tell {TIMEOUTS}"),
        ],
    )
    def test_each_fault_is_named(self, check: Check, answers: Mapping[str, Any], words: str) -> None:
        assert is_red(asked(check, "S.3", HOLD, {"/metrics": page(f"{TIMEOUTS} 0\n"), **answers}), words)

    def test_the_database_has_room(self, check: Check, scratch_database: Scratch) -> None:
        environ = {"DATABASE_URL": scratch_database.app}
        assert is_green(check("S.3", "connections_have_room", environ=environ))

    def test_a_watch_may_last_longer_than_its_minute(self) -> None:
        assert seen.connections_hold.seconds > 60 + 8
        assert seen.it_stays_well.seconds > 60 + 8


@pytest.mark.parametrize("box_id", ["S.1", "S.2", "S.3"])
def test_none_passes_without_an_address(check: Check, box_id: str) -> None:
    assert check(box_id).state is State.UNKNOWN
