"""11.3: our own application answers as it should, and each way of answering otherwise is named."""

from collections.abc import Mapping
from typing import Any

import pytest

from mingus.checklist.boxes.release import services
from mingus.checklist.looking.http import Answer as Got
from mingus.checklist.rules import State
from tests.checklist.conftest import Check, MakeSurroundings, is_green, is_red
from tests.checklist.proofs import record
from tests.checklist.sites import PROBLEM, page, ready, says, site
from tests.servers.http import Answer

HEALTH = "health_answers_as_it_should"
STRANGER = "a_stranger_is_asked_to_sign_in"
API = "the_api_answers_what_it_describes"
FORM = '<input type="hidden" name="csrf_token" value="x">'
SIGN_IN: Mapping[str, Answer] = {
    "/login": page(FORM, Cache_Control="private, no-store"),
    "/goals": page(status=303, Location="/login?next=/goals"),
    "/api/auth/check-auth": Answer(401, b"{}", {**PROBLEM, "WWW-Authenticate": "Bearer"}),
}
DESCRIBED: Mapping[str, Answer] = {
    "/api/openapi.json": says({"paths": {"/api/a": {"get": {}}, "/api/b/{id}": {"get": {}}, "/api/c": {"post": {}}}}),
    "/api/a": Answer(401, b"{}", PROBLEM),
}


def asked(check: Check, box_id: str, part: str, answers: Mapping[str, Any], **environ: str) -> Any:
    with site(answers) as server:
        return check(box_id, part, environ={"PUBLIC_URL": server.url, **environ})


class TestHealth:
    def test_a_site_that_is_well_passes(self, check: Check) -> None:
        result = asked(check, "11.3.1", HEALTH, {})
        assert is_green(result)
        assert int(result.finding.figures["milliseconds"]) < 300

    @pytest.mark.parametrize(
        ("answers", "words"),
        [
            ({"/health/live": says({"status": "dead"})}, "/health/live says status dead"),
            ({"/health/ready": ready(status="not ready", worker="gone")}, "/health/ready answers 503 worker: gone"),
            ({"/health/live": says({"status": "live"}, Cache_Control="public")}, "/health/live may come from a cache"),
            ({"/health/live": page('{"status": "live"}', Cache_Control="no-store")}, "does not answer with JSON"),
            ({"/health/ready": ready(host="db.example")}, "tells of “host”"),
            ({"/health/ready": ready(version="a-long-secret-word")}, "shows SECRET_KEY"),
        ],
    )
    def test_each_fault_is_named(self, check: Check, answers: Mapping[str, Answer], words: str) -> None:
        result = asked(check, "11.3.1", HEALTH, answers, SECRET_KEY="a-long-secret-word")
        assert is_red(result, words)
        assert "a-long-secret-word" not in result.finding.detail


class TestStranger:
    def test_our_own_application_leads_to_the_form(self, check: Check, our_site: str) -> None:
        assert is_green(check("11.3.3", STRANGER, environ={"PUBLIC_URL": our_site}))

    @pytest.mark.parametrize(
        ("answers", "words"),
        [
            ({"/login": page(FORM, 500, Cache_Control="no-store")}, "/login answers 500"),
            ({"/login": page(Cache_Control="no-store")}, "the form at /login has no CSRF token"),
            ({"/login": page(FORM)}, "/login may be kept by a cache"),
            ({"/goals": page("your goals")}, "/goals answers a stranger 200"),
            ({"/goals": page(status=303, Location="/")}, "/goals answers a stranger 303 and does not lead"),
            ({"/api/auth/check-auth": says({})}, "/api/auth/check-auth answers a stranger 200 instead of 401"),
            ({"/api/auth/check-auth": Answer(401, b"{}", PROBLEM)}, "instead of 401 with WWW-Authenticate"),
        ],
    )
    def test_each_fault_is_named(self, check: Check, answers: Mapping[str, Answer], words: str) -> None:
        assert is_green(asked(check, "11.3.3", STRANGER, SIGN_IN))
        result = asked(check, "11.3.3", STRANGER, {**SIGN_IN, **answers})
        assert is_red(result, words)
        assert result.finding.figures["faults"] == 1

    def test_an_older_way_to_lead_on_will_do(self, check: Check) -> None:
        answers = {**SIGN_IN, "/goals": page(status=302, Location="/login")}
        assert is_green(asked(check, "11.3.3", STRANGER, answers))


class TestApi:
    def test_our_own_answers_as_it_describes_itself(self, check: Check, our_site: str) -> None:
        result = check("11.3.4", API, environ={"PUBLIC_URL": our_site})
        assert is_green(result)
        assert int(result.finding.figures["addresses"]) >= 10

    @pytest.mark.parametrize(
        ("answers", "words"),
        [
            ({"/api/openapi.json": says({"paths": {}})}, "answers 200 and describes 0 addresses"),
            ({"/api/openapi.json": page("down", 503)}, "answers 503 and describes 0"),
            ({"/api/a": says({}, 500)}, "/api/a answers 500"),
            ({"/api/a": page("hello")}, "/api/a answers 200 as text/html, not as application/json"),
            ({"/api/a": says({}, 401)}, "/api/a answers 401 as application/json, not as application/problem+json"),
            ({"/api/no-such-address-of-the-checklist": says({})}, "not there answers 200"),
            ({"/api/no-such-address-of-the-checklist": page("gone", 404)}, "not there answers 404"),
        ],
    )
    def test_each_fault_is_named(self, check: Check, answers: Mapping[str, Answer], words: str) -> None:
        assert is_green(asked(check, "11.3.4", API, DESCRIBED))
        assert is_red(asked(check, "11.3.4", API, {**DESCRIBED, **answers}), words)

    def test_a_description_with_a_wrong_status_fails(self, check: Check) -> None:
        told = says({"paths": {"/api/a": {"get": {}}}}, 500)
        assert is_red(
            asked(check, "11.3.4", API, {**DESCRIBED, "/api/openapi.json": told}), "answers 500 and describes 1"
        )

    def test_reads_what_takes_no_id_and_at_most_sixty(self) -> None:
        paths: dict[str, object] = {f"/{number:03}": {"get": {}} for number in range(70)}
        assert services.readable({"paths": paths}) == [f"/{number:03}" for number in range(60)]
        assert services.readable({"paths": {"/a": None, "/b/{id}": {"get": {}}, "/c": {"get": {}}}}) == ["/c"]
        assert services.readable({"paths": []}) == services.readable({}) == []

    @pytest.mark.parametrize(("status", "faults"), [(499, 1), (500, 1), (200, 0)])
    def test_from_500_on_the_server_is_to_blame(self, status: int, faults: int) -> None:
        got = Got("x", status, [("Content-Type", "application/json; charset=utf-8")], b"", is_cut=False, seconds=0)
        assert len(services.misanswered("/x", got)) == faults


@pytest.mark.parametrize("box_id", ["11.3.3", "11.3.4"])
def test_the_tests_behind_them_must_be_green(check: Check, around: MakeSurroundings, box_id: str) -> None:
    assert check(box_id, "a_sound_record").state is State.UNKNOWN
    record(around().home, box_id)
    assert is_green(check(box_id, "a_sound_record"))
    record(around().home, box_id, exit_code=1)
    assert is_red(check(box_id, "a_sound_record"), "exit code 1")


@pytest.mark.parametrize("box_id", ["11.3.1", "11.3.2", "11.3.3", "11.3.4"])
def test_none_passes_without_an_address_and_keys(check: Check, box_id: str) -> None:
    assert check(box_id).state is State.UNKNOWN


def test_every_vendor_is_named_with_the_key_it_takes(check: Check) -> None:
    detail = check("11.3.2").finding.detail
    keys = ("STRIPE_SECRET_KEY", "RESEND_API_KEY", "TWILIO_AUTH_TOKEN", "OPENAI_API_KEY", "PLAID_SECRET", "SENTRY_DSN")
    assert [name for name in keys if name not in detail] == []
