"""Every route has a policy, and what the policy says is what happens."""

import json
import re
from pathlib import Path

import pytest
from apiflask import APIFlask
from flask import Flask

from mingus.core import policy
from mingus.core.ids import NIL
from mingus.core.policy import Policy, exemptions, open_to, policies
from tests.factories import Browser, browser

ROOT = Path(__file__).parents[2]
SOME_ID = "01890a5d-ac96-774b-bcce-b302099a8057"
ROW = re.compile(r"^\| `([A-Z]+ /\S+)` \| (.+?) \|$", re.MULTILINE)


def address(one: Policy) -> str:
    return re.sub(r"<int:[^>]+>", "1", re.sub(r"<uuid:[^>]+>", SOME_ID, one.rule))


def test_no_route_is_without_a_policy(app: APIFlask) -> None:
    """Say `@signed_in`, or `@open_to(…)` with the reason."""
    assert not [f"{one.method} {one.rule}" for one in policies(app) if not one.who]
    assert not [one.rule for one in policies(app) if one.who != "signed in" and not one.why]


def test_a_route_that_says_nothing_is_found() -> None:
    app = Flask("new")
    app.add_url_rule("/new", "new", lambda: "x", methods=["POST"])
    (found,) = [one for one in policies(app) if one.rule == "/new"]
    assert (found.who, found.csrf, found.body) == ("", policy.GUARDED, "form")


def test_the_reviewed_exemptions_are_those_of_the_application(app: APIFlask) -> None:
    reviewed = dict(ROW.findall((ROOT / "docs/csrf-exemptions.md").read_text()))
    assert exemptions(app) == reviewed


def test_whoever_is_not_signed_in_gets_in_nowhere_else(app: APIFlask) -> None:
    """Each route for the signed-in, asked by a visitor with a good CSRF token."""
    visitor = browser(app)
    for one in policies(app):
        if one.who != "signed in":
            continue
        json_body: dict[str, str] | None = {} if one.rule.startswith("/api/") else None
        answer = visitor.open(address(one), method=one.method, json=json_body)
        if answer.status_code == 303:
            assert answer.location.startswith("/login"), one
        else:
            assert answer.status_code == 401, (one, answer.status_code)


def test_every_change_without_a_token_is_refused_but_the_exempt(app: APIFlask) -> None:
    visitor = browser(app)
    visitor.set_cookie("session", "somebody's")
    for one in policies(app):
        if one.csrf == policy.READ_ONLY or one.csrf.startswith(policy.EXEMPT):
            continue
        forged = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
        body = {"json": {}} if one.rule.startswith("/api/") else {"data": {"x": "y"}}
        unread = {303, 401}  # a visitor's file is refused before anybody looks for a token in it
        answer = visitor.open(address(one), method=one.method, csrf=False, **body)
        assert answer.status_code in (unread if one.body == "file" else {400}), one
        answer = visitor.open(address(one), method=one.method, csrf=False, headers=forged, **body)
        assert answer.status_code == 403, one


def test_a_file_without_a_token_is_refused_of_the_signed_in_too(app: APIFlask, as_alice: Browser) -> None:
    files = [one for one in policies(app) if one.body == "file"]
    assert len(files) == 4
    for one in files:
        where = one.rule.replace("<uuid:transaction_id>", str(NIL))
        assert as_alice.post(where, csrf=False, data={"x": "y"}).status_code == 400, one


def test_every_change_of_the_api_has_a_schema_or_takes_nothing(app: APIFlask) -> None:
    """The models stand in the description of the API; those without one must be named here."""
    api = [one for one in policies(app) if one.rule.startswith("/api/") and one.csrf != policy.READ_ONLY]
    assert {one.body.split()[0] for one in api} == {"json", "file", "none"}
    nothing = {one.rule.rsplit("/", 1)[-1] for one in api if one.body == "none" and one.method != "DELETE"}
    of_sign_in = {"logout", "logout-all", "options", "recovery-codes", "again"}
    of_households = {"send-again", "accept", "decline", "leave"}
    of_weeks = {"skip"}
    assert nothing == {"restore", "confirm", "undo", "export"} | of_sign_in | of_households | of_weeks


@pytest.mark.parametrize("path", ["/robots.txt", "/manifest.webmanifest", "/sw.js", "/health/live", "/login", "/"])
def test_answers_may_be_kept_as_the_policy_says(app: APIFlask, path: str) -> None:
    said = next(one.caching for one in policies(app) if one.rule == path and one.method == "GET")
    assert app.test_client().get(path).headers["Cache-Control"] == said


def test_it_can_be_written_down(app: APIFlask) -> None:
    """The checklist reads it from another process."""
    assert json.loads(json.dumps([vars(one) for one in policies(app)]))


def test_an_opening_needs_its_reason_where_it_is_read() -> None:
    view = open_to("operator", "a token", caching=policy.PUBLIC)(lambda: "x")
    opening = policy.opening_of(view)
    assert opening
    assert (opening.who, opening.why, opening.caching) == ("operator", "a token", "public, max-age=3600")
