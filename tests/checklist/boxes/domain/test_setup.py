"""8.1: the name, www and api, and caches, with zones and sites that are right and wrong."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from mingus.checklist.rules import State
from tests.checklist.boxes.domain.zones import ADDRESS, RIGHT, Changes, answering, changed
from tests.checklist.conftest import NOW, Check, is_green, is_red
from tests.checklist.proofs import record
from tests.checklist.secured import FILE, NAME, SITE, Given, given, saying, serving
from tests.production import COMPLETE
from tests.servers.authority import Authority
from tests.servers.http import Answer, Request
from tests.servers.mingus import mingus

RESOLVE = "the_name_and_its_mail_resolve"
NEIGHBOURS = "www_and_api_answer"
KEEPING = "files_are_kept_and_pages_are_not"
WWW, API = f"www.{NAME}", f"api.{NAME}"


@pytest.fixture(scope="module")
def right_zone() -> Iterator[Given]:
    with answering(RIGHT) as found:
        yield found


def both(site: Given, zone: Given) -> Given:
    """One network for the site's ports and the zone's name servers."""
    return {**site, "network": replace(site["network"], name_servers=zone["network"].name_servers)}


@pytest.mark.parametrize("box_id", ["8.1.1", "8.1.2", "8.1.3", "8.1.4"])
def test_without_an_address_and_a_token_it_is_unknown(check: Check, box_id: str) -> None:
    assert check(box_id).state is State.UNKNOWN


class TestResolve:
    def test_a_right_zone_passes(self, check: Check, right_zone: Given) -> None:
        result = check("8.1.2", **right_zone)
        assert is_green(result)
        assert result.finding.figures["servers"] == 2

    def test_the_name_with_www_and_the_one_without_are_both_looked_at(self, check: Check, right_zone: Given) -> None:
        environ = {"PUBLIC_URL": f"https://{WWW}"}
        assert is_green(check("8.1.2", **{**right_zone, "environ": environ}))
        with answering(changed({NAME: {**RIGHT[NAME], "A": "10.0.0.1"}})) as zone:
            assert is_red(check("8.1.2", **{**zone, "environ": environ}), f"{NAME} has the address 10.0.0.1")
        with answering(changed({WWW: None})) as zone:
            assert is_red(check("8.1.2", **{**zone, "environ": environ}), f"{WWW} has no address")

    @pytest.mark.parametrize(
        ("records", "words"),
        [
            ({"A": []}, f"{NAME} has no address"),
            ({"A": "10.0.0.7"}, f"{NAME} has the address 10.0.0.7, which is not public"),
            ({"A": [ADDRESS, "192.168.1.1"]}, "192.168.1.1, which is not public"),
            ({"AAAA": "fd00::1"}, "fd00::1, which is not public"),
            ({"A": "127.0.0.1"}, "127.0.0.1, which is not public"),
            ({"MX": []}, f"{NAME} takes no mail (MX)"),
            ({"MX": "0 ."}, f"{NAME} takes no mail (MX)"),
            (
                {"MX": ["10 mail.mingus.test.", "20 gone.mingus.test."]},
                "gone.mingus.test takes mail and has no address",
            ),
            ({"NS": "ns1.dns.test."}, f"{NAME} has 1 name servers; two should know it"),
            ({"NS": []}, f"{NAME} has 0 name servers"),
        ],
    )
    def test_each_fault_is_named_alone(self, check: Check, records: dict[str, str | list[str]], words: str) -> None:
        kinds = {kind: values for kind, values in {**RIGHT[NAME], **records}.items() if values}
        with answering(changed({NAME: kinds})) as zone:
            result = check("8.1.2", **zone)
        assert is_red(result, words)
        assert result.finding.figures["faults"] == 1


class TestNeighbours:
    def test_a_right_site_passes(self, check: Check, right_site: Given, right_zone: Given) -> None:
        result = check("8.1.3", **both(right_site, right_zone))
        assert is_green(result)
        assert result.finding.detail == f"{WWW} leads to {NAME}, {API} answers programs"

    def test_mingus_itself_passes(self, check: Check, authority: Authority) -> None:
        name = COMPLETE["PUBLIC_URL"].removeprefix("https://")
        names = (name, f"www.{name}", f"api.{name}")
        with (
            mingus(authority.issue(*names)) as server,
            answering({each: {"A": ADDRESS} for each in names}) as zone,
        ):
            site = given(authority.certificate, server.port, server.http_port, name)
            assert is_green(check("8.1.3", **both(site, zone)))
            assert is_green(check("8.1.4", KEEPING, **site))

    @pytest.mark.parametrize("missing", [WWW, API])
    def test_a_name_without_an_address_is_named(self, check: Check, right_site: Given, missing: str) -> None:
        changes: Changes = {missing: None}
        with answering(changed(changes)) as zone:
            assert is_red(check("8.1.3", **both(right_site, zone)), f"{missing} has no address")

    @pytest.mark.parametrize("missing", [WWW, API])
    def test_a_name_without_a_certificate_is_named(
        self, check: Check, authority: Authority, right_zone: Given, missing: str
    ) -> None:
        names = {NAME, WWW, API} - {missing}
        with serving(authority, saying({}), certificate=authority.issue(*sorted(names))) as site:
            assert is_red(check("8.1.3", **both(site, right_zone)), missing, "Hostname mismatch")

    @pytest.mark.parametrize(
        "case",
        [
            (WWW, Answer(200, b"hello"), f"https://{WWW} answers 200, not 301 or 308"),
            (WWW, Answer(302, b"", {"Location": f"{SITE}/login?next=/goals"}), f"https://{WWW} answers 302"),
            (WWW, Answer(301, b"", {"Location": f"{SITE}/"}), f"https://{WWW} leads to {SITE}/, not to {NAME}"),
            (WWW, Answer(301, b""), f"https://{WWW} leads to nowhere, not to {NAME}"),
            (
                API,
                Answer(200, b"{}", {"Content-Type": "application/json"}),
                f"https://{API} answers 200 application/json",
            ),
            (API, Answer(404, b"", {"Content-Type": "text/html"}), f"https://{API} answers 404 text/html"),
            (API, Answer(404, b""), f"https://{API} answers 404"),
        ],
    )
    def test_each_other_answer_is_named(
        self, check: Check, authority: Authority, right_zone: Given, case: tuple[str, Answer, str]
    ) -> None:
        host, answer, words = case

        def respond(request: Request) -> Answer:
            return answer if request.headers["Host"] == host else saying({})(request)

        with serving(authority, respond) as site:
            result = check("8.1.3", **both(site, right_zone))
        assert is_red(result, words)
        assert result.finding.figures["faults"] == 1

    @pytest.mark.parametrize("status", [301, 308])
    def test_where_www_is_the_name_the_other_leads_to_it(
        self, check: Check, authority: Authority, right_zone: Given, status: int
    ) -> None:
        def respond(request: Request) -> Answer:
            if request.headers["Host"] == NAME:
                return Answer(status, b"", {"Location": f"https://{WWW}{request.path}"})
            return saying({})(request)

        with serving(authority, respond) as site:
            asked = {**both(site, right_zone), "environ": {"PUBLIC_URL": f"https://{WWW}"}}
            assert check("8.1.3", **asked).finding.detail == f"{NAME} leads to {WWW}, {API} answers programs"


class TestKeeping:
    def test_a_right_site_passes(self, check: Check, right_site: Given) -> None:
        result = check("8.1.4", KEEPING, **right_site)
        assert is_green(result)
        assert result.finding.figures["answers"] == 8
        assert is_green(check("8.1.4", **right_site))

    @pytest.mark.parametrize(
        "case",
        [
            (FILE, {"Cache-Control": "public, immutable"}, "the static file may not be kept for a year"),
            (FILE, {"Cache-Control": "max-age=31535999, immutable"}, "the static file may not be kept for a year"),
            (FILE, {"Cache-Control": "max-age=31536000"}, "the static file is not immutable"),
            ("/login", {"Cache-Control": "private"}, "the sign-in page may be kept (no no-store)"),
            ("/settings", {"Cache-Control": None}, "the redirect may be kept (no no-store)"),
            ("/login", {"CF-Cache-Status": "HIT"}, "the sign-in page came from a cache"),
            ("/", {"CF-Cache-Status": "stale"}, "the front page came from a cache"),
            ("/login", {"Age": "7"}, "the sign-in page came from a cache"),
        ],
    )
    def test_each_fault_is_named_alone(
        self, check: Check, authority: Authority, case: tuple[str, dict[str, str | None], str]
    ) -> None:
        path, headers, words = case
        with serving(authority, saying(headers, path)) as site:
            result = check("8.1.4", KEEPING, **site)
        assert is_red(result, words)
        assert result.finding.figures["faults"] == 1

    @pytest.mark.parametrize(
        ("path", "headers"),
        [
            ("/login", {"CF-Cache-Status": "DYNAMIC"}),
            ("/login", {"Age": "0"}),
            (FILE, {"CF-Cache-Status": "HIT", "Age": "100"}),
            (FILE, {"Cache-Control": "IMMUTABLE, max-age=99999999"}),
        ],
    )
    def test_what_a_right_cache_says_passes(
        self, check: Check, authority: Authority, path: str, headers: dict[str, str | None]
    ) -> None:
        with serving(authority, saying(headers, path)) as site:
            assert is_green(check("8.1.4", KEEPING, **site))

    @pytest.mark.parametrize(("days", "state"), [(365, State.PASS), (366, State.STALE)])
    def test_a_statement_that_none_is_needed_is_enough_for_a_year(
        self, check: Check, tmp_path: Path, days: int, state: State
    ) -> None:
        made_at = NOW - timedelta(days=days)
        record(tmp_path / "home", "8.1.4", kind="attestation", at=made_at, valid_for=timedelta(days=400))
        result = check("8.1.4", "a_signed_statement")
        assert result.state is state
